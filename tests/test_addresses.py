"""What counts as a mail address, and where mail may go."""

from __future__ import annotations

import pytest

from auditor.addresses import domain, is_address, recipient_problem


@pytest.mark.parametrize(
    "text", ["a@b.example", "first.last+tag@sub.trust.example", "o'brien@trust.example", "a@schüle.example"]
)
def test_plain_addresses_are_taken(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "@b.example", "a@", "a@b", "a b@c.example", "a@b.example, c@d.example", "A <a@b.example>",
        "a@b.example\n", "a\r\nBcc: x@y.example@b.example", ".a@b.example", "a.@b.example", "a..b@c.example",
        '"a b"@c.example', "a@b..example", "a@b.example\u202e", "a" * 65 + "@b.example", "a@a\u0627b.example",
    ],
)  # fmt: skip
def test_everything_else_is_not(text: str) -> None:
    assert not is_address(text)


def test_the_domain_has_no_capitals() -> None:
    assert domain("Head@Oakfield.EXAMPLE") == "oakfield.example"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("a@oakfield.example", None),
        ("a@OAKFIELD.example", None),
        ("a@sub.oakfield.example", "Mail may not go to a@sub.oakfield.example: its domain is not in email_domains."),
        ("a@oakfield.example.org", "Mail may not go to a@oakfield.example.org: its domain is not in email_domains."),
        ("a\nb", "a b is not a mail address such as office@oakfield.example."),
    ],
)
def test_mail_goes_to_the_exact_domains_alone(address: str, problem: str | None) -> None:
    assert recipient_problem(address, ["oakfield.example"]) == problem
