"""One secret, a key for each purpose."""

from __future__ import annotations

from auditor.keys import key_for


def test_each_purpose_has_its_own_key_of_32_bytes() -> None:
    keys = {key_for("secret", "pseudonyms"), key_for("secret", "roll"), key_for("secret", "sessions")}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}


def test_a_key_is_the_same_each_time_and_another_for_another_secret() -> None:
    assert key_for("secret", "roll") == key_for("secret", "roll")
    assert key_for("secret", "roll") != key_for("Secret", "roll")


def test_a_key_never_changes_between_versions() -> None:
    # Commenters stored under a key of yesterday's version must be recognised by tomorrow's.
    assert key_for("secret", "pseudonyms").hex().startswith("0264280363890c74")
