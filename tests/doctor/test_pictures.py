"""Whether pictures can be looked at, as `doctor` tells it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.doctor import pictures
from auditor.doctor.pictures import check_pictures
from auditor.register import from_text
from connectors.base import Capabilities
from tests.pictures.drawn import needs_extra
from tests.registers import SOUND

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
ASKED = SOUND.replace("[trust.recipients]", "pictures = true\n[trust.recipients]")


def test_nothing_is_said_where_nobody_asks() -> None:
    assert list(check_pictures(from_text(SOUND))) == []


@needs_extra
def test_with_the_extra_all_is_well() -> None:
    (check,) = check_pictures(from_text(ASKED))
    assert (check.status, check.message) == ("ok", "Pictures can be looked at; 1 of 1 schools ask for it.")


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cv2.py").write_text("raise ImportError(\"No module named 'cv2'\", name='cv2')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")
    (check,) = check_pictures(from_text(ASKED))
    assert check.status == "failed"
    assert 'pip install "school-social-auditor[pictures]"' in check.what_to_do


def test_a_network_whose_pictures_cannot_be_fetched_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Connector:
        capabilities = Capabilities()

    monkeypatch.setattr(pictures, "connector_for", lambda _platform: lambda _options, _gate: Connector)
    *_, check = check_pictures(from_text(ASKED))
    assert (check.status, check.message) == (
        "warning", "The pictures of these networks cannot be looked at yet: x.",
    )  # fmt: skip
