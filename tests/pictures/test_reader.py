"""The process apart: it answers, it may crash or hang over a picture, and it knows no credential."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from auditor.pictures.eyes import Seen
from auditor.pictures.reader import MOST_ENDS, PictureReader
from auditor.pictures.unseen import Unseen
from tests.pictures.drawn import as_file, bomb, certificate, garden, needs_extra

ROOT = Path(__file__).parents[2]

# Says that it is ready, then does with each picture what the picture's first byte says.
STUBBORN = """
import json, os, sys, time
from auditor.pictures.desk import receive, send
out = os.fdopen(os.dup(1), "wb")
send(out, json.dumps({"trouble": ""}).encode())
while (picture := receive(sys.stdin.buffer)) is not None:
    if picture[:1] == b"c":
        os.abort()
    if picture[:1] == b"h":
        time.sleep(60)
    seen = {"faces": len(picture), "is_close_up": False, "tells_place": False, "tells_camera": False}
    send(out, json.dumps(seen | {"words": " ".join(sorted(os.environ))}).encode())
"""


def stubborn(seconds: float = 20.0) -> PictureReader:
    return PictureReader(seconds=seconds, command=(sys.executable, "-c", STUBBORN))


@pytest.fixture(autouse=True)
def _from_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def faces(found: Seen | Unseen) -> int:
    assert isinstance(found, Seen)
    return found.faces


@needs_extra
def test_pictures_are_looked_at_one_after_the_other() -> None:
    with PictureReader() as reader:
        assert reader.trouble() == ""
        first = reader.look(as_file(certificate()))
        assert isinstance(first, Seen)
        assert "CERTIFICATE" in first.words
        assert reader.look(b"no picture") is Unseen.BROKEN
        assert reader.look(bomb(20_000)) is Unseen.HUGE
        assert isinstance(reader.look(as_file(garden())), Seen)


def test_a_picture_that_crashes_the_process_costs_that_picture() -> None:
    with stubborn() as reader:
        assert faces(reader.look(b"fine")) == 4
        assert reader.look(b"crash") is Unseen.FAILED
        assert faces(reader.look(b"fine")) == 4


def test_a_picture_that_takes_too_long_costs_that_picture() -> None:
    with stubborn(seconds=2.0) as reader:
        assert reader.look(b"hang") is Unseen.FAILED
        assert faces(reader.look(b"fine")) == 4


def test_after_several_crashes_no_more_pictures_are_tried() -> None:
    with stubborn() as reader:
        assert [reader.look(b"crash") for _ in range(MOST_ENDS)] == [Unseen.FAILED] * MOST_ENDS
        assert reader.look(b"fine") is Unseen.TOOLS
        assert "3 times" in reader.trouble()


def test_the_process_is_told_no_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("X_BEARER_TOKEN", "AUDITOR_SECRET_KEY", "SMTP_PASSWORD", "FB_TOKEN_OAK"):
        monkeypatch.setenv(name, "canary")
    with stubborn() as reader:
        found = reader.look(b"fine")
    assert isinstance(found, Seen)
    assert "PYTHONPATH" in found.words
    assert not any(name in found.words for name in ("TOKEN", "SECRET", "PASSWORD"))


def test_the_process_ends_with_the_run() -> None:
    with stubborn() as reader:
        reader.look(b"fine")
        process = reader._process  # noqa: SLF001 - that nothing is left running is what is tested
        assert process is not None
    assert process.poll() is not None


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rapidocr.py").write_text("raise ImportError(\"No module named 'rapidocr'\", name='rapidocr')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")
    with PictureReader() as reader:
        assert 'pip install "school-social-auditor[pictures]"' in reader.trouble()
        assert reader.look(b"fine") is Unseen.TOOLS


def test_a_process_that_cannot_be_started_is_trouble_and_no_crash() -> None:
    with PictureReader(command=(sys.executable, "-c", "raise SystemExit(1)")) as reader:
        assert "could not be started" in reader.trouble()
