"""The shipped packs, and what is said of a pack that is wrong."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.errors import Problems
from auditor.model import Clause, Severity
from auditor.policies import HOW, load_pack, pack_names
from auditor.policies.page import as_json, as_markdown, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs" / "policies"
POLICIES = Path(__file__).parents[3] / "shared" / "policies"

A_PACK = """\
title = "Our policy"
version = "2"
next_review = "October 2027"

[[clause]]
clause = "1"
heading = "Posts"
text = "Post often."
how = "decided"
rules = [{ rule = "posting-frequency", options = { posts = 4 }, severity = "high" }]

[[clause]]
clause = "2"
heading = "Posts"
text = "Be kind."
how = "people"
who = "SLT"
why = "Kindness cannot be measured."
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        path = tmp_path / "ours.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def problems_of(path: str) -> list[str]:
    with pytest.raises(Problems) as refused:
        load_pack(path)
    return list(refused.value.problems)


def test_the_shipped_packs_are_there() -> None:
    assert pack_names() == ("com01", "mlp", "oak-trees", "park-lane", "westbrook")


@pytest.mark.parametrize("name", pack_names())
def test_the_page_in_docs_is_up_to_date(name: str) -> None:
    written = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert written == as_markdown(load_pack(name)), f"auditor policy {name} --markdown > docs/policies/{name}.md"


def test_the_example_in_docs_is_a_sound_pack(write: Callable[[str], str]) -> None:
    page = (DOCS / "README.md").read_text(encoding="utf-8")
    pack = load_pack(write(page.split("```toml\n")[1].split("```")[0]))
    assert [rule.id for rule in pack.rules()] == ["posting-frequency", "unnamed-children"]


@pytest.mark.parametrize("name", pack_names())
def test_every_clause_of_a_shipped_pack_is_checked_or_says_why_not(name: str) -> None:
    clauses = as_json(load_pack(name))["clauses"]
    assert len({clause["clause"] for clause in clauses}) == len(clauses) >= 20
    for clause in clauses:
        assert set(clause) == {"clause", "heading", "text", "how", "rules", "why"}
        assert clause["how"] in HOW
        assert clause["text"].endswith(".")
        assert bool(clause["rules"]) is (clause["how"] != "people")
        assert bool(clause["why"]) is (clause["how"] == "people")
    json.dumps(clauses)


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_fits_a_terminal(name: str) -> None:
    assert max(len(line) for line in as_text(load_pack(name)).splitlines()) <= 80


@pytest.mark.parametrize("name", pack_names())
@pytest.mark.skipif(not POLICIES.is_dir(), reason="the policies' own texts lie beside some checkouts only")
def test_a_packs_words_are_our_own(name: str) -> None:
    number = ("mlp", "com01", "westbrook", "oak-trees", "park-lane").index(name)
    policy = next(POLICIES.glob(f"{number:03d}_*.txt")).read_text(encoding="utf-8")
    theirs = runs_of_words(policy)
    for clause in load_pack(name).clauses:
        copied = runs_of_words(clause.text) & theirs
        assert not copied, f"{clause.clause}: {copied}"


def runs_of_words(text: str, length: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_com01_asks_for_the_rules_at_the_clauses_that_they_are_about() -> None:
    rules = {rule.id: rule for rule in load_pack("com01").rules()}
    clauses = {name: [clause.clause for clause in rule.clauses] for name, rule in rules.items()}
    assert clauses == {
        "close-up": ["4.1-4c"],
        "handle-format": ["4.2"],
        "inappropriate-comment": ["3.3", "4.1-4c", "4.1-6"],
        "outgoing-tone": ["4.1-6"],
        "picture-metadata": ["4.1-4c"],
        "posting-frequency": ["4.3"],
        "unnamed-children": ["4.1-4b", "4.1-4c"],
    }
    assert rules["posting-frequency"].clauses == (Clause(pack="com01", clause="4.3"),)


def test_com01_names_its_dates_and_does_not_claim_to_check_consent() -> None:
    pack = load_pack("com01")
    assert (pack.approved, pack.next_review) == ("18 October 2022", date(2025, 12, 31))
    consent = next(clause for clause in pack.clauses if clause.clause == "4.1-4a")
    assert consent.how == "people"
    assert "Not checked" in (consent.why or "")


@pytest.mark.parametrize("name", [name for name in pack_names() if name != "com01"])
def test_only_com01_asks_for_a_number_of_posts_and_a_handle(name: str) -> None:
    asked = {rule.id for rule in load_pack(name).rules()}
    assert not asked & {"posting-frequency", "handle-format"}


def test_a_pack_of_ones_own_is_read_from_its_path(write: Callable[[str], str]) -> None:
    pack = load_pack(write(A_PACK))
    assert (pack.name, pack.title, pack.next_review) == ("ours", "Our policy", date(2027, 10, 31))
    (rule,) = pack.rules()
    assert rule.options.posts == 4
    assert rule.chosen_severity is Severity.HIGH
    assert rule.clauses == (Clause(pack="ours", clause="1"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("version =", "verzion =", 2, "verzion is not a key here. Did you mean version?"),
        ('how = "people"', 'how = "peopel"', 16, "Did you mean people?"),
        ('rule = "posting-frequency"', 'rule = "posting-frequncy"', 10, "Did you mean posting-frequency?"),
        ("posts = 4", "post = 4", 10, "has no option 'post'; it has: posts."),
        ("posts = 4", "posts = 0", 10, "must be a whole number from 1"),
        ('severity = "high"', 'severity = "loud"', 10, "severity must be one of info, low, medium, high, urgent."),
        ('severity = "high"', 'only = ["x"]', 10, "has no cases"),
        ('severity = "high"', "limit = 3", 10, "limit is not a key here."),
        ('why = "Kindness cannot be measured."\n', "", 12, "needs rules, or who checks it by hand and why"),
        ('who = "SLT"\n', "", 12, "needs rules, or who checks it by hand and why"),
        ('clause = "2"', 'clause = "1"', 12, "The clause 1 is in the pack twice."),
        ('clause = "2"', 'clause = "Two Words"', 12, "is no clause's id"),
        ('how = "decided"', 'how = "people"', 5, "it is not for people alone"),
        ('how = "people"\n', 'how = "recorded"\n', 12, "says 'recorded', but no rule checks it."),
        ('next_review = "October 2027"', 'next_review = "soon"', 3, "next_review must be a date"),
        ('text = "Be kind."', "text = 7", 15, "text must be text in quotation marks."),
        ('text = "Be kind."\n', "", 12, "The clause 2 needs text."),
        ("rules = [{", 'rules = ["x", {', 10, "rules must be a list of tables."),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    write: Callable[[str], str], old: str, new: str, line: int, said: str
) -> None:
    assert old in A_PACK
    path = write(A_PACK.replace(old, new, 1))
    assert any(problem.startswith(f"{path}, line {line}: ") and said in problem for problem in problems_of(path))


def test_every_problem_is_told_at_once(write: Callable[[str], str]) -> None:
    broken = A_PACK.replace("version =", "verzion =").replace("posts = 4", "post = 4").replace('who = "SLT"\n', "")
    assert len(problems_of(write(broken))) == 4


def test_two_clauses_cannot_ask_for_one_rule_in_two_ways(write: Callable[[str], str]) -> None:
    twice = A_PACK.replace('how = "people"', 'how = "decided"').replace(
        'who = "SLT"\nwhy = "Kindness cannot be measured."',
        'rules = [{ rule = "posting-frequency", options = { posts = 2 } }]',
    )
    assert "Another clause asks for posting-frequency" in problems_of(write(twice))[0]


def test_text_that_is_no_toml_or_no_text_is_a_sentence(write: Callable[[str], str], tmp_path: Path) -> None:
    assert "This is not TOML" in problems_of(write("title = "))[0]
    assert "needs clause" in problems_of(write('title = "a"\nversion = "1"'))[0]
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "not text in UTF-8" in problems_of(str(binary))[0]
    assert "There is no policy pack at" in problems_of(str(tmp_path / "none.toml"))[0]
    assert "cannot be read" in problems_of(f"{tmp_path}/")[0]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    assert problems_of("com1") == [
        "There is no policy pack com1; there are: com01, mlp, oak-trees, park-lane, westbrook. Did you mean com01?"
    ]
