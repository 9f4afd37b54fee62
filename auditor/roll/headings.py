"""What management systems call the columns of a roll, and which columns a school's file therefore has.

SIMS, Arbor and Bromcom let a school name a report's columns, so these are the names that their reports begin with, and
usual variants. A column that none of them names is given with `--map`.
"""

from __future__ import annotations

import re

from auditor.language.names import fold

_WORDS = re.compile(r"[a-z0-9]+")
_OWNERS = frozenset({"pupil", "pupils", "student", "students", "learner", "child", "childs", "s"})  # "Student forename"


def _titles(text: str) -> frozenset[str]:
    """Return titles that are written one a line."""
    return frozenset(line.strip() for line in text.strip().splitlines())


FIRST = _titles("""
    forename
    forenames
    first name
    first names
    firstname
    given name
    given names
    legal forename
    legal forenames
    legal first name
    legal given name
""")
LAST = _titles("""
    surname
    last name
    lastname
    family name
    legal surname
    legal last name
    legal family name
    preferred surname
    preferred last name
    preferred family name
    chosen surname
    chosen last name
    former surname
    previous surname
""")
PREFERRED = _titles("""
    preferred forename
    preferred first name
    preferred name
    preferred given name
    prefforename
    chosen name
    chosen forename
    chosen first name
    known as
    known name
    also known as
    nickname
    alias
    aliases
""")
NAME = _titles("""
    name
    full name
    fullname
    legal name
    legal full name
    preferred full name
    display name
    surname forename
    surname forenames
    surname and forename
    surname first name
    last name first name
    forename surname
    first name last name
    first name surname
    pupil
    student
    learner
    child
""")
CONSENT = _titles("""
    name consent
    names consent
    consent to name
    consent to names
    consent for names
    consent to be named
    consent names on social media
    consent to names on social media
    social media name consent
    social media names consent
""")
PROTECTED = _titles("""
    protected
    in care
    in lea care
    in la care
    in local authority care
    looked after
    looked after status
    looked after children
    children looked after
    lac
    lac status
    cla
    cla status
    plac
    previously looked after
    post looked after
    adopted
    adopted from care
    in refuge
    refuge
""")
_USUAL = _titles("""
    upn
    uln
    id
    number
    adno
    admission no
    admission number
    mis id
    year
    year group
    nc year
    national curriculum year
    reg
    reg group
    reg form
    registration group
    registration form
    form
    form group
    tutor group
    class
    house
    dob
    d o b
    date of birth
    age
    gender
    sex
    legal sex
    middle name
    middle names
    middlename
    title
    initials
    email
    postcode
    address
    ethnicity
    first language
    eal
    sen status
    pupil premium
    fsm
    date of admission
    admission date
    enrolment status
    on roll
    notes
""")
_AGREEING = frozenset({"consent", "consents", "consented", "permission", "permissions", "agreed", "agreement"})
_NAMES = FIRST | LAST | PREFERRED | NAME
_KNOWN = _NAMES | CONSENT | PROTECTED | _USUAL


def title_of(heading: str) -> str:
    """Return a heading in plain words, without whose column it is: "Student's Forename(s)" is `forename`."""
    words = _WORDS.findall(fold(heading))
    kept = [word for word in words if word not in _OWNERS]
    return " ".join(kept or words)


def is_known(heading: str) -> bool:
    """Tell whether a cell is a heading that management systems write."""
    return title_of(heading) in _KNOWN


def is_for_names(heading: str) -> bool:
    """Tell whether a cell is a heading for names that could be nothing else ("Pupil" could be an answer)."""
    title = title_of(heading)
    return title in _NAMES and title not in _OWNERS


def may_be_consent(heading: str) -> bool:
    """Tell whether a column is about some consent: which one, only the school knows."""
    return bool(_AGREEING & set(title_of(heading).split()))
