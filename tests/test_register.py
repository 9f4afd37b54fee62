"""The register as an IT manager writes it: what it gives, and what is said about what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import Problems
from auditor.model import Known, Span
from auditor.policies import pack_names
from auditor.register import from_text, load_register
from tests.registers import SCHOOL, SOUND, TRUST, X_ACCOUNT, a_register

ROOT = Path(__file__).parents[1]
SCHOOL_LINE = len(TRUST.splitlines()) + 1


def problems_of(text: str, credentials: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(Problems) as caught:
        from_text(text, lookup=credentials.get if credentials is not None else None)
    assert caught.value.exit_code == 2
    return caught.value.problems


def the_problem(text: str, credentials: dict[str, str] | None = None) -> str:
    (problem,) = problems_of(text, credentials)
    return problem


def test_the_example_can_be_used_as_it_is() -> None:
    trust = load_register(ROOT / "register.example.toml", lambda _name: None)
    assert trust.name == "Oakfield Learning Trust"
    assert [school.id for school in trust.schools] == ["oakfield-primary", "brookside-academy"]
    assert trust.schools[1].accounts[0].agreed_handle == "brooksideacad"
    assert trust.schools[1].closed == (Span(start=date(2026, 11, 27), end=date(2026, 11, 27), why="INSET"),)


@pytest.mark.parametrize(
    ("trusts", "schools", "asked"),
    [("", "", False), ("true", "", True), ("true", "false", False), ("", "true", True), ("false", "", False)],
)
def test_a_school_may_choose_otherwise_about_pictures(trusts: str, schools: str, *, asked: bool) -> None:
    of_trust = f"pictures = {trusts}\n" if trusts else ""
    of_school = f"pictures = {schools}\n" if schools else ""
    text = TRUST.replace("[trust.recipients]", f"{of_trust}[trust.recipients]") + SCHOOL + of_school + X_ACCOUNT
    assert from_text(text).schools[0].pictures is asked


def test_what_init_writes_is_the_example() -> None:
    inside = ROOT / "templates" / "register.example.toml"
    assert inside.read_text(encoding="utf-8") == (ROOT / "register.example.toml").read_text(encoding="utf-8")


def test_everything_that_a_register_can_say_arrives() -> None:
    trust = from_text(
        TRUST.replace("[trust.recipients]", 'nation = "wales"\ndpia_on = 2026-10-01\n[trust.recipients]')
        + SCHOOL
        + 'handle = "oakfieldprimary"\nreport = ["head@OAKFIELD.example"]\nsafeguarding = ["dsl2@oakfield.example"]\n'
        + X_ACCOUNT
        + 'token = "env:TOKEN"\nagreed_handle = "oak"\nagreed_reason = "taken"\napproved_by = "SLT"\n'
        'approved_on = 2024-09-01\npurpose = "News"\ncontact_email = "o@elsewhere.example"\noperators = ["office"]\n'
        "[[school.term]]\nstart = 2027-01-04\nend = 2027-02-12\n[[school.term]]\nstart = 2026-09-07\nend = 2026-12-18\n"
        '[school.known]\nstaff = ["Mr Amos Whitlock"]\nhouses = ["Elm"]\n',
        lookup={"TOKEN": "canary"}.get,
    )
    school = trust.school("oakfield-primary")
    account = school.accounts[0]
    assert (trust.nation, trust.time_zone, trust.dpia_on) == ("wales", "Europe/London", date(2026, 10, 1))
    assert trust.recipients.safeguarding == ("dsl@oakfield.example",)
    assert (school.handle, school.recipients.report) == ("oakfieldprimary", ("head@OAKFIELD.example",))
    assert school.terms == (
        Span(start=date(2026, 9, 7), end=date(2026, 12, 18)),
        Span(start=date(2027, 1, 4), end=date(2027, 2, 12)),
    )
    assert school.known == Known(staff=("mr amos whitlock",), houses=("elm",))
    assert (account.label, account.id, account.token) == ("x:oakfieldprimary", "1001", "canary")
    assert (account.agreed_handle, account.approved_on, account.operators) == ("oak", date(2024, 9, 1), ("office",))
    assert "canary" not in repr(trust)


def test_a_school_without_terms_has_the_trusts() -> None:
    assert from_text(SOUND).schools[0].terms == (Span(start=date(2026, 9, 2), end=date(2027, 7, 21)),)


def test_without_a_lookup_no_credential_is_asked_for() -> None:
    assert from_text(SOUND + 'token = "env:NOWHERE"\n').schools[0].accounts[0].token == ""


def test_an_account_on_an_unknown_network_is_accepted() -> None:
    trust = from_text(SOUND + '[[school.account]]\nplatform = "myspace"\nhandle = "oakfield"\n')
    assert trust.schools[0].accounts[1].label == "myspace:oakfield"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u200d", "\u2066"])
def test_format_characters_are_accepted(sign: str) -> None:
    trust = from_text(SOUND.replace("Oakfield Primary", f"Oak{sign}field Primary"))
    assert trust.schools[0].name == f"Oak{sign}field Primary School"


@pytest.mark.parametrize(
    "sign", [r"\n", r"\r", r"\t", r"\u0000", r"\u001b", r"\u007f", r"\u0085", r"\u2028", r"\u2029"]
)
@pytest.mark.parametrize("key", ["name", "id", "handle"])
def test_line_breaks_and_control_characters_are_refused(sign: str, key: str) -> None:
    text = TRUST + '[[school]]\nid = "a"\nname = "b"\nhandle = "c"\n'
    value = {"id": "a", "name": "b", "handle": "c"}[key]
    problem = the_problem(text.replace(f'{key} = "{value}"', f'{key} = "{value}{sign}{value}"'))
    assert f"[[school]]: {key} must not hold line breaks or control characters." in problem


def test_every_problem_is_told_at_once_each_with_its_line() -> None:
    text = """\
[trust]
nme = "Oakfield"
time_zone = "Europe/Lundon"
policy = "com1"
email_domains = ["oakfield.example"]
[trust.recipients]
report = ["slt@elsewhere.example", "nobody"]
safeguarding = []
adimn = ["it@oakfield.example"]
[[school]]
id = "a b"
name = 5
[[school.account]]
platform = "x"
handle = "@oak"
[[school.account]]
handle = "oak"
approved_on = "soon"
[[school]]
id = "twice"
name = "One"
safeguarding = ["dsl@oakfield.example.org"]
[[school.closed]]
start = 2026-05-05
end = 2026-05-01
[[school]]
id = "Twice"
name = "Two"
"""
    packs = ", ".join(pack_names())
    assert problems_of(text) == (
        "register.toml, line 1: [trust] needs name.",
        "register.toml, line 2: nme is not a key of [trust]. Did you mean name?",
        "register.toml, line 3: There is no time zone Europe/Lundon; write it as Europe/London.",
        f"register.toml, line 4: There is no policy pack com1; there are: {packs}. Did you mean com01?",
        "register.toml, line 6: [trust.recipients] needs at least one address in safeguarding.",
        "register.toml, line 6: [trust.recipients] needs at least one address in admin.",
        "register.toml, line 7: [trust.recipients]: report must be a mail address such as office@oakfield.example.",
        "register.toml, line 7: Mail may not go to slt@elsewhere.example: its domain is not in email_domains.",
        "register.toml, line 9: adimn is not a key of [trust.recipients]. Did you mean admin?",
        "register.toml, line 11: [[school]]: id must be one word without spaces, slashes and colons, such as "  # noqa: ISC004 - one sentence
        "oakfield-primary.",
        'register.toml, line 12: [[school]]: name must be text in "quotation marks".',
        "register.toml, line 15: [[school.account]]: handle must be written without @.",
        "register.toml, line 16: [[school.account]] needs platform.",
        "register.toml, line 18: [[school.account]]: approved_on must be a date such as 2026-09-02.",
        "register.toml, line 22: Mail may not go to dsl@oakfield.example.org: its domain is not in email_domains.",
        "register.toml, line 25: [[school.closed]] ends on 2026-05-01, before it starts on 2026-05-05.",
        "register.toml, line 27: The school id Twice is in the register twice.",
    )


@pytest.mark.parametrize("kind", ["report", "safeguarding", "admin", "allegations"])
def test_no_list_of_the_trust_may_leave_its_domains(kind: str) -> None:
    text = SOUND.replace('report = ["slt@oakfield.example"]\n', 'report = ["slt@oakfield.example"]\nallegations = []\n')
    lines = [
        f'{kind} = ["a@oakfield.example", "b@sub.oakfield.example"]' if line.startswith(kind) else line
        for line in text.splitlines()
    ]
    assert "Mail may not go to b@sub.oakfield.example: its domain is not in email_domains." in the_problem(
        "\n".join(lines)
    )


@pytest.mark.parametrize(
    ("account", "told"),
    [
        ('platform = "x"\nhandle = "OakfieldPrimary"', "The account x:OakfieldPrimary is in the register twice."),
        ('platform = "x"\nhandle = "other"\nid = "1001"', "The account's id x:1001 is in the register twice."),
    ],
)
def test_an_account_stands_in_the_register_once(account: str, told: str) -> None:
    text = f'{SOUND}[[school]]\nid = "b"\nname = "B"\n[[school.account]]\n{account}\n'
    assert told in the_problem(text)


@pytest.mark.parametrize("handle", ["oakfieldprimaryschool", "oak-field", "oäk", "oak\u200bfield", "oak.field"])
def test_a_handle_that_x_cannot_have_is_a_problem_without_an_id(handle: str) -> None:
    text = TRUST + SCHOOL + f'[[school.account]]\nplatform = "X"\nhandle = "{handle}"\n'
    problem = the_problem(text)
    assert problem == (
        f"register.toml, line {SCHOOL_LINE + 5}: [[school.account]]: handle must be as X can have it (1 to 15 letters, "
        "digits and _, without @), unless the account's id stands beside it."
    )
    assert from_text(text + 'id = "1001"\n').schools[0].accounts[0].handle == handle


@pytest.mark.parametrize("key", ["handle", "agreed_handle"])
@pytest.mark.parametrize("handle", ["a OR from:x", "a\u00a0b", "a\u3000b"])
def test_no_handle_has_spaces(key: str, handle: str) -> None:
    account = X_ACCOUNT.replace('handle = "oakfieldprimary"\n', "") + 'handle = "oak"\n' * (key != "handle")
    problem = the_problem(TRUST + SCHOOL + account + f'{key} = "{handle}"\n')
    assert problem.endswith(f"[[school.account]]: {key} must be one word, without spaces.")


@pytest.mark.parametrize("domain", ["a\u0627b.example", "ß" * 40 + ".example"])
def test_a_domain_that_no_mail_server_can_be_asked_for_is_refused(domain: str) -> None:
    problems = problems_of(SOUND.replace("oakfield.example", domain))
    assert len(problems) == 4
    assert all("must be" in problem for problem in problems)


def test_one_handle_may_be_used_on_two_networks() -> None:
    trust = from_text(SOUND + '[[school.account]]\nplatform = "facebook"\nhandle = "oakfieldprimary"\nid = "1001"\n')
    assert len(trust.schools[0].accounts) == 2


def test_a_credential_in_the_register_is_refused_and_not_repeated() -> None:
    problem = the_problem(SOUND + 'token = "EAAcanary"\n', {})
    assert "never write a credential into the register" in problem
    assert "canary" not in problem


def test_a_credential_that_is_nowhere_is_named() -> None:
    problem = the_problem(SOUND + 'token = "env:FB_TOKEN_OAK"\n', {})
    assert problem.endswith("FB_TOKEN_OAK is not set: put the account's credential under that name into .env.")
    assert f"line {SCHOOL_LINE + 7}:" in problem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[trust", "register.toml, line 1: This is not TOML: "),
        ("a = ", "register.toml, line 1: This is not TOML: "),
        ("[trust]\na = 1\na = 2", "register.toml, line 3: This is not TOML: "),
        ("", "register.toml: The register needs a table trust."),
        (SOUND + "[[schools]]\nid = 1", "schools is not a key of the register. Did you mean school?"),
        ("trust = 1\nschool = 2", "register.toml, line 1: [trust]: trust must be a table."),
        ("school = [1, 2]", "register.toml, line 1: [[school]]: school must be a table."),
        ("[[trust]]\nname = 'x'", "register.toml, line 1: [trust]: trust must be a table."),
        ("[[school]]\n[school.x.y]", "register.toml, line 2: x is not a key of [[school]]."),
        (SOUND + "account = 1", "register.toml, line 19: account is not a key of [[school.account]]."),
        (SOUND.replace('name = "Oakfield P', 'name = "' + "x" * 201 + "P"), "must have 1 to 200 characters"),
        (SOUND.replace('id = "1001"', "id = 1001"), '[[school.account]]: id must be text in "quotation marks".'),
        (SOUND.replace('["oakfield.example"]', '["@oakfield.example"]'), "must be the part behind the @ alone"),
        (SOUND.replace('["oakfield.example"]', '"oakfield.example"'), "[trust]: email_domains must be a list in"),
        (SOUND.replace('"com01"', '"packs/none.toml"'), "There is no policy pack at packs/none.toml."),
        (SOUND.replace('policy = "com01"', 'policy = "com01"\nnation = "france"'), "must be one of england, wales,"),
        (SOUND.replace('policy = "com01"', 'policy = "com01"\npictures = "yes"'), "pictures must be true or false."),
        (SOUND.replace("end = 2027-07-21", "end = 2027-02-30"), "This is not TOML"),
    ],
)
def test_whatever_stands_there_a_sentence_comes_back(text: str, told: str) -> None:
    assert any(told in problem for problem in problems_of(text)), problems_of(text)


def test_a_pack_of_the_trusts_own_is_found_beside_the_register(tmp_path: Path) -> None:
    (tmp_path / "own.toml").touch()
    trust = load_register(a_register(tmp_path, SOUND.replace('"com01"', '"./own.toml"')))
    assert Path(trust.policy) == tmp_path / "own.toml"


def test_a_register_that_is_not_there_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="`auditor init` writes one to start from"):
        load_register(tmp_path / "register.toml")


def test_a_register_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    path = a_register(tmp_path)
    path.write_bytes(SOUND.encode("utf-16"))
    with pytest.raises(Problems, match="is not text in UTF-8"):
        load_register(path)


def test_a_folder_in_the_registers_place_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="cannot be read"):
        load_register(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = a_register(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert load_register(path).name == "Oakfield Learning Trust"
