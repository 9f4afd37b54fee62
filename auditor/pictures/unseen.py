"""Why a picture was not looked at: one word to keep, and how a report says it."""

from __future__ import annotations

from enum import StrEnum


class Unseen(StrEnum):
    """Why nothing is known of a picture. The first five are those of `connectors.pictures`."""

    FOREIGN = "foreign"
    GONE = "gone"
    HUGE = "huge"
    SLOW = "slow"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    FAILED = "failed"
    TOOLS = "tools"
    NETWORK = "network"
    NEVER = "never"

    @property
    def words(self) -> str:
        """Return the reason as the end of a sentence about one picture or several."""
        return _WORDS[self]


_WORDS = {
    Unseen.FOREIGN: "no address on the network's own picture servers",
    Unseen.GONE: "the network's picture server did not have it",
    Unseen.HUGE: "too large",
    Unseen.SLOW: "the network's picture server was too slow",
    Unseen.UNREACHABLE: "the network's picture server could not be reached",
    Unseen.BROKEN: "it cannot be opened as a picture",
    Unseen.FAILED: "looking at it failed or took too long",
    Unseen.TOOLS: "what is needed for it is not installed or does not work (`auditor doctor` says more)",
    Unseen.NETWORK: "pictures of this network cannot be looked at yet",
    Unseen.NEVER: "it was not asked for, or failed, when the post was read (`auditor audit --full` reads it again)",
}


def reason(word: str) -> Unseen:
    """Return the reason that a kept word stands for; one of another version's is called failed."""
    try:
        return Unseen(word)
    except ValueError:
        return Unseen.FAILED
