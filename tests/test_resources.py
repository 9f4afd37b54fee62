"""The folders beside the code, from a checkout and from a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import resources


@pytest.mark.parametrize("name", ["templates", "cron"])
def test_a_checkouts_folder_is_found(name: str) -> None:
    assert resources.folder(name) == Path(resources.__file__).parents[1] / name


def test_a_wheels_folder_is_found_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "auditor" / "_shared" / "cron"
    inside.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "auditor")
    assert resources.folder("cron") == inside


def test_a_damaged_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "auditor")
    with pytest.raises(FileNotFoundError, match="install the auditor again"):
        resources.folder("cron")


@pytest.mark.parametrize("name", ["templates", "cron"])
def test_no_python_file_stands_there(name: str) -> None:
    # hatchling would take the folder for a package, and editable installs would break.
    assert list(resources.folder(name).rglob("*.py")) == []
