"""`auditor init` in a folder of one's own."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from auditor.register import load_register
from auditor.settings import load_settings
from tests.cli.shell import auditor

if TYPE_CHECKING:
    from pathlib import Path


def test_it_writes_a_start_that_can_be_used(tmp_path: Path) -> None:
    shown = auditor("init", "deep/down", folder=tmp_path)
    folder = tmp_path / "deep" / "down"
    assert shown.returncode == 0
    assert "Run `auditor doctor` here" in shown.stdout
    assert sorted(file.name for file in folder.iterdir()) == [".env", "register.toml"]
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    settings = load_settings({}, folder)
    assert settings.warnings == ()
    assert len(settings.secret_key()) >= 32
    assert load_register(settings.register, lambda _name: None).schools
    assert settings.secret_key() not in shown.stdout


def test_each_installation_has_a_key_of_its_own(tmp_path: Path) -> None:
    auditor("init", "a", folder=tmp_path)
    auditor("init", "b", folder=tmp_path)
    assert load_settings({}, tmp_path / "a").secret_key() != load_settings({}, tmp_path / "b").secret_key()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("mine", encoding="utf-8")
    shown = auditor("init", folder=tmp_path)
    assert shown.returncode == 0
    assert (tmp_path / ".env").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "register.toml").exists()
    assert "Left as it is, because it is there already: .env" in shown.stdout
    again = auditor("init", folder=tmp_path)
    assert again.returncode == 0
    assert "Wrote" not in again.stdout


def test_a_link_to_a_file_that_is_not_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to(tmp_path / "elsewhere")
    auditor("init", folder=tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shown = auditor("init", "file", folder=tmp_path)
    assert shown.returncode == 2
    assert shown.stderr == "file cannot be written to (File exists).\n"
