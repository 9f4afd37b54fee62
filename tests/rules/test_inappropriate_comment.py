"""What the rule makes of what the detectors say: how bad, whose matter, what to do next."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.errors import Problems
from auditor.language import children, comments
from auditor.model import Clause, Detection, Finding, Item, Known, Severity
from auditor.rules.categories import CATEGORIES
from auditor.rules.inappropriate_comment import InappropriateComment
from tests.rules.cases import a_comment, a_school, an_item

CLAUSES = tuple(Clause(pack="com01", clause=clause) for clause in ("3.3", "4.1-4c", "4.1-6"))
ONLY = {"only": {"3.3": ("contact_request",), "4.1-4c": ("personal_data",)}}
RULE = InappropriateComment(clauses=CLAUSES, options=ONLY)


class Said:
    """What the two detectors answer in one test."""

    judged: Detection | None = None
    named: Detection | None = None


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    answer = Said()

    def find(_text: str, _known: Known, *, own: bool, rolls: object) -> Detection | None:
        assert not own
        assert not rolls
        return answer.named

    def judge(_text: str, _known: Known, *, flag_from: float | None) -> Detection | None:
        return answer.judged if flag_from is None or flag_from < 0.9 else None

    monkeypatch.setattr(children, "find_children", find)
    monkeypatch.setattr(comments, "judge_comment", judge)
    return answer


def a_verdict(*categories: str, severity: Severity | None = Severity.MEDIUM, **values: Any) -> Detection:  # noqa: ANN401 - any field
    usual: dict[str, Any] = {"spans": ((0, 4),), "probability": 0.8, "signs": ("an insult",)}
    return Detection(categories=categories, severity=severity, **{**usual, **values})


def a_name(**facts: bool) -> Detection:
    return Detection(spans=((2, 9),), probability=0.7, signs=("a first name",), facts=facts)


def finding_of(item: Item | None = None, rule: InappropriateComment = RULE) -> Finding | None:
    about = item or a_comment("Some words of a stranger")
    judgement = rule.check(a_school(items=(about,)))
    assert judgement.judged == {(about.kind, about.key, "")}
    return judgement.findings[0] if judgement.findings else None


@pytest.mark.parametrize("category", list(CATEGORIES))
def test_every_category_has_a_sentence_and_a_next_step_of_its_own(said: Said, category: str) -> None:
    said.judged = a_verdict(category)
    finding = finding_of()
    assert finding is not None
    assert finding.message == f"This comment {CATEGORIES[category].says}."
    assert finding.next_step == CATEGORIES[category].next_step
    assert finding.next_step.split(":")[0] in {"Whoever runs the page", "SLT", "The DSL", "Whoever hears allegations"}
    assert finding.categories == (category,)
    assert "words" not in finding.message + finding.why


def test_a_civil_comment_is_judged_and_fine() -> None:
    assert finding_of() is None
    assert finding_of(a_comment("  \n ")) is None


def test_what_the_account_writes_itself_is_not_this_rules_matter(said: Said) -> None:
    said.judged = a_verdict("threat")
    judgement = RULE.check(a_school(items=(an_item("Own words"), a_comment("Own words", own=True))))
    assert not judgement.findings
    assert not judgement.judged


def test_a_visitors_post_is_named_as_one(said: Said) -> None:
    said.judged = a_verdict("spam_scam")
    finding = finding_of(an_item("Buy now", own=False, form="visitor"))
    assert finding is not None
    assert finding.message == "This visitor's post is an advert, a scam or a chain post."


@pytest.mark.parametrize(("severity", "told"), [("urgent", "low"), ("medium", "low"), ("info", "info")])
def test_a_sweeping_attack_alone_is_at_most_low_and_may_be_left(said: Said, severity: str, told: str) -> None:
    said.judged = a_verdict("disrepute", severity=Severity(severity))
    finding = finding_of()
    assert finding is not None
    assert finding.severity == told
    assert "answer it or leave it" in finding.next_step


def test_an_attack_with_abuse_keeps_its_severity(said: Said) -> None:
    said.judged = a_verdict("abuse_insult", "disrepute", severity=Severity.HIGH)
    finding = finding_of()
    assert finding is not None
    assert finding.severity is Severity.HIGH
    assert "It also attacks the school as a whole." in finding.why


def test_a_childs_first_name_alone_is_low_and_counted_per_post(said: Said) -> None:
    said.named = a_name()
    finding = finding_of(a_comment("Some words", thread_key="77"))
    assert finding is not None
    assert (finding.severity, finding.counted_per) == (Severity.LOW, "77")
    assert finding.categories == ("personal_data",)
    assert finding.message == "This comment names a child."
    assert finding.clauses == CLAUSES[1:]


@pytest.mark.parametrize("fact", ["surname", "class", "place", "health"])
def test_a_name_with_more_is_high_and_the_dsls_matter(said: Said, fact: str) -> None:
    said.named = a_name(**{fact: True})
    finding = finding_of()
    assert finding is not None
    assert (finding.severity, finding.counted_per) == (Severity.HIGH, None)
    assert finding.next_step.startswith("The DSL:")


def test_a_name_beside_private_details_is_high(said: Said) -> None:
    said.judged, said.named = a_verdict("personal_data"), a_name()
    finding = finding_of()
    assert finding is not None
    assert finding.severity is Severity.HIGH


def test_both_detectors_are_one_finding_the_louder_first(said: Said) -> None:
    said.judged = a_verdict("bullying_of_pupil", severity=Severity.MEDIUM, spans=((0, 3), (8, 12)))
    said.named = a_name()
    finding = finding_of()
    assert finding is not None
    assert finding.categories == ("bullying_of_pupil", "personal_data")
    assert finding.severity is Severity.MEDIUM
    assert finding.spans == ((0, 12),)
    assert finding.counted_per is None
    said.named = a_name(surname=True)
    louder = finding_of()
    assert louder is not None
    assert louder.categories == ("personal_data", "bullying_of_pupil")
    assert louder.severity is Severity.HIGH


def test_where_a_child_is_is_urgent_and_says_so(said: Said) -> None:
    said.judged = a_verdict("personal_data", severity=Severity.URGENT)
    finding = finding_of()
    assert finding is not None
    assert finding.message == "This comment tells where a child is or will be."
    assert finding.next_step.startswith("Somebody must see to this now.")


def test_a_comment_without_a_known_category_is_still_told(said: Said) -> None:
    said.judged = a_verdict(severity=None)
    finding = finding_of()
    assert finding is not None
    assert finding.severity is Severity.MEDIUM
    assert finding.message == "This comment is not fit for a school's page."


def test_each_clause_gets_its_own_categories(said: Said) -> None:
    said.judged = a_verdict("contact_request", severity=Severity.URGENT)
    finding = finding_of()
    assert finding is not None
    assert [clause.clause for clause in finding.clauses] == ["3.3", "4.1-6"]
    only_data = InappropriateComment(clauses=CLAUSES[1:2], options={"only": {"4.1-4c": ("personal_data",)}})
    assert finding_of(rule=only_data) is None


def test_a_policy_cannot_make_a_cry_for_help_quiet() -> None:
    with pytest.raises(Problems, match="grades each comment by itself"):
        InappropriateComment(severity=Severity.LOW)


def test_an_unknown_case_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Problems, match="Did you mean threat"):
        InappropriateComment(options={"only": {"4.1-6": ("threats",)}})


def test_a_policy_may_say_how_sure_the_detector_must_be(said: Said) -> None:
    said.judged = a_verdict("abuse_insult")
    assert finding_of(rule=InappropriateComment(options={"flag_from": 0.8})) is not None
    assert finding_of(rule=InappropriateComment(options={"flag_from": 0.95})) is None
