"""What each category of comment means to a school: what the message says, who acts and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model import PROTECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category. `says` goes on after `This comment …`; `next_step` names who acts; `lane` as in `lanes.lane_of`."""

    says: str
    next_step: str
    lane: str = "report"


DSL = "safeguarding"

CATEGORIES = {
    PROTECTED: Category(
        says="names a protected child",
        next_step="The DSL: have it taken down or hidden at once, keep the link, and decide who must be told.",
        lane=DSL,
    ),
    "abuse_insult": Category(
        says="insults somebody",
        next_step="Whoever runs the page: hide it today and point to the house rules. Tell SLT if the same person goes"
        " on.",
    ),
    "bullying_of_pupil": Category(
        says="mocks, excludes or insults a pupil",
        next_step="The DSL: have it hidden, see to the pupil, and follow the school's anti-bullying steps.",
        lane=DSL,
    ),
    "threat": Category(
        says="threatens somebody",
        next_step="SLT: keep the link, have it hidden, warn whoever is meant, and decide whether to call the police.",
    ),
    "hate": Category(
        says="attacks people for a protected characteristic, such as race, religion or disability",
        next_step="SLT: have it hidden today, keep the link, and record it as the school records such incidents.",
    ),
    "sexual": Category(
        says="is a sexual remark or offer",
        next_step="Whoever runs the page: hide it at once and block the account that wrote it. Tell the DSL if a pupil"
        " may be meant or may have seen it.",
    ),
    "profanity": Category(
        says="uses strong language",
        next_step="Whoever runs the page: hide it, or switch on the network's own word filter.",
    ),
    "defamation_of_staff": Category(
        says="accuses a member of staff or a governor of misconduct",
        next_step="Whoever hears allegations: do not answer it on the page; keep the link, have it hidden, and follow"
        " the procedure for allegations against staff.",
        lane="allegations",
    ),
    "personal_data": Category(
        says="gives away personal information",
        next_step="Whoever runs the page: hide it today and ask its writer to leave such details out.",
    ),
    "contact_request": Category(
        says="seeks private contact with a child",
        next_step="The DSL: keep the link before it is hidden, find out which child is meant, and tell the"
        " police where an adult is behind it.",
        lane=DSL,
    ),
    "self_harm_concern": Category(
        says="raises a worry about somebody's safety or welfare",
        next_step="The DSL: read it today, find out who is meant, and act as for any welfare concern. In danger of life"
        " call 999.",
        lane=DSL,
    ),
    "drugs_weapons": Category(
        says="offers, seeks or shows off drugs, vapes, alcohol or weapons",
        next_step="SLT: have it hidden today, keep the link, and tell the DSL if a pupil may be involved.",
    ),
    "spam_scam": Category(
        says="is an advert, a scam or a chain post",
        next_step="Whoever runs the page: hide it and report the account to the network.",
    ),
    "disrepute": Category(
        says="attacks the school as a whole",
        next_step="Whoever runs the page: answer it or leave it. Criticism is not abuse.",
    ),
}

UNKNOWN = Category(
    says="is not fit for a school's page",
    next_step="Whoever runs the page: read it and decide whether to hide it.",
)

CHILD_NAMED = Category(
    says="names a child",
    next_step="Whoever runs the page: leave it if the family wrote it about their own child; else ask its writer to"
    " take the name out.",
)
CHILD_EXPOSED = Category(
    says="names a child with something that tells who or where the child is",
    next_step="The DSL: have it hidden today and tell the family.",
    lane=DSL,
)

WHEREABOUTS = Category(
    says="tells where a child is or will be",
    next_step="The DSL: have it hidden at once, tell the family, and tell the police where somebody may be looking for"
    " the child.",
    lane=DSL,
)

# Begins the next step of whatever is urgent.
NOW = "Somebody must see to this now."

# Said in a finding's `why`; by it the alerts know that personal information is a child's (see lanes.py).
ABOUT_A_CHILD = "It is about a child."
