"""What a mail looks like on the wire."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex

from auditor.addresses import is_address
from auditor.mail.letter import compose, message_id, short_period, write_letter
from auditor.store.engine import writing
from tests.mail.servers import a_letter, by
from tests.report.ground import NIGHT, messages

if TYPE_CHECKING:
    from email.message import EmailMessage

    from sqlalchemy import Engine


def composed(tmp_path: Path, **changes: Any) -> EmailMessage:  # noqa: ANN401 - any field
    body = compose(a_letter(**changes), by(None, tmp_path), NIGHT)
    return message_from_bytes(body, policy=policy.default)


def test_it_has_the_headers_of_a_mail_that_a_program_wrote(tmp_path: Path) -> None:
    mail = composed(tmp_path)
    assert mail["To"] == "slt@oakfield.example"
    assert mail["From"] == "Auditor <auditor@oakfield.example>"
    assert mail["Reply-To"] == "comms@oakfield.example"
    assert mail["Date"].datetime == NIGHT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Sensitivity"] == "Company-Confidential"
    assert mail["List-Id"] == "Weekly report <report.auditor.oakfield.example>"
    assert mail["MIME-Version"] == "1.0"
    assert mail["Importance"] is None
    assert mail["Cc"] is None
    assert mail["Bcc"] is None


def test_only_what_is_urgent_says_so(tmp_path: Path) -> None:
    assert composed(tmp_path, urgent=True)["Importance"] == "high"


def test_text_comes_first_and_html_second(tmp_path: Path) -> None:
    mail = composed(tmp_path)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == a_letter().text


def test_no_line_is_longer_than_mail_allows(tmp_path: Path) -> None:
    body = compose(a_letter(text="é" * 5000, subject="Ä" * 60), by(None, tmp_path), NIGHT)
    assert max(len(line) for line in body.split(b"\r\n")) <= 500
    assert body.isascii()


def test_the_message_id_is_the_same_for_ever_and_differs_by_recipient_and_week(tmp_path: Path) -> None:
    sender, letter = by(None, tmp_path), a_letter()
    assert message_id(letter, sender) == message_id(replace(letter, text="another"), sender)
    others = [
        replace(letter, recipient="head@oakfield.example"),
        replace(letter, period="2026-W48"),
        replace(letter, kind="page"),
    ]
    assert len({message_id(one, sender) for one in [letter, *others]}) == 4
    assert message_id(letter, sender).endswith("@oakfield.example>")


def test_line_breaks_never_become_headers(tmp_path: Path) -> None:
    mail = composed(tmp_path, subject="Week\r\nBcc: everybody@elsewhere.example\u202e47")
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Week  Bcc: everybody@elsewhere.example[U+202E]47"


def test_a_recipient_with_a_line_break_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"."):
        compose(a_letter("slt@oakfield.example\r\nBcc: x@elsewhere.example"), by(None, tmp_path), NIGHT)


def test_a_domain_with_other_letters_is_written_in_ascii(tmp_path: Path) -> None:
    assert composed(tmp_path, recipient="head@schülen.example")["To"] == "head@xn--schlen-5ya.example"


def test_the_same_letter_is_written_once(engine: Engine, tmp_path: Path) -> None:
    sender = by(None, tmp_path)
    with writing(engine) as session:
        assert write_letter(session, a_letter(), sender, NIGHT) is not None
    with writing(engine) as session:
        assert write_letter(session, a_letter(text="another"), sender, NIGHT + timedelta(days=1)) is None
    assert len(messages(engine)) == 1


def test_a_long_period_is_shortened_and_stays_its_own() -> None:
    one, other = (f"2026-W47:{'a' * 150}{end}" for end in "xy")
    assert len(short_period(one)) == 100
    assert short_period(one) != short_period(other)
    assert short_period("2026-W47:oakfield-primary") == "2026-W47:oakfield-primary"


def test_the_senders_name_and_domain_may_have_other_letters(tmp_path: Path) -> None:
    sender = by(None, tmp_path, address='"Büro, IT" <auditor@schülen.example>')
    mail = message_from_bytes(compose(a_letter(), sender, NIGHT), policy=policy.default)
    (address,) = mail["From"].addresses
    assert (address.display_name, address.addr_spec) == ("Büro, IT", "auditor@xn--schlen-5ya.example")
    assert str(mail["Message-ID"]).endswith("@xn--schlen-5ya.example>")


@given(
    from_regex(r"[a-z][a-z0-9!#$%&'*+/=?^_`{|}~.-]{0,20}[a-z]@[\w-]{1,20}\.[\w-]{2,10}", fullmatch=True).filter(
        is_address
    )
)
def test_whatever_the_register_takes_as_an_address_can_be_written_to(address: str) -> None:
    body = compose(a_letter(address), by(None, Path()), NIGHT)
    if address.isascii():
        assert message_from_bytes(body, policy=policy.default)["To"].addresses[0].addr_spec == address
