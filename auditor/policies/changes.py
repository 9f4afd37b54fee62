"""What has changed in law and among networks since policies were written (as of November 2026).

Sources: legislation.gov.uk for acts, the networks' own announcements for names and closures.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLaw:
    """A law that belongs beside others which a policy lists by name."""

    law: str
    beside: frozenset[str]
    why: str


SUPERSEDED = {
    "Data Protection Act 1998": "was replaced by the UK GDPR and the Data Protection Act 2018",
    "Data Protection Act 1984": "was replaced, last by the UK GDPR and the Data Protection Act 2018",
}

MISDATED = {"Malicious Communications Act 1998": "Malicious Communications Act 1988"}

MISSING = (
    MissingLaw(
        law="Defamation Act 2013",
        beside=frozenset({"Libel Act 1843", "Defamation Act 1952", "Defamation Act 1996"}),
        why="it changed the law of defamation in England and Wales that the acts named here tell of",
    ),
    MissingLaw(
        law="Online Safety Act 2023",
        beside=frozenset(
            {"Malicious Communications Act 1988", "Malicious Communications Act 1998", "Communications Act 2003"}
        ),
        why="its offences of threatening and false messages took the place of older ones named here",
    ),
)

GONE = {
    "del.icio.us": "is closed",
    "Google+": "was closed in 2019",
    "MySpace": "lost most of what was on it in 2019 and is no network that schools or families use",
    "Periscope": "was closed in 2021",
    "Vine": "was closed in 2017",
    "Windows Live Messenger": "was closed in 2013, in China in 2014",
}

RENAMED = {"Twitter": "X", "Xbox Live": "Xbox network"}

# The nine of the Equality Act 2010, section 4.
CHARACTERISTICS = (
    "age",
    "disability",
    "gender reassignment",
    "marriage and civil partnership",
    "pregnancy and maternity",
    "race",
    "religion or belief",
    "sex",
    "sexual orientation",
)
