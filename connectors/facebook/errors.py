"""Facebook's own kinds of failure, and what an answer held that facebook-sdk drops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.errors import AuthExpired, ConnectorError, Gone, PermissionMissing, SchemaDrift

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What facebook-sdk loses of an answer. `text` is only looked at to recognise web pages, never repeated."""

    host: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    content_type: str = ""
    text: str = field(default="", repr=False)


class TooMuchData(ConnectorError):
    """Facebook asks for a smaller page. Never leaves the connector."""


class PageTokenNeeded(AuthExpired):
    """The token is good, but only the Page's own token is answered here (Pages of the "new experience")."""

    def __init__(self, detail: str = "") -> None:
        """Say what to do where the token cannot be exchanged."""
        super().__init__(
            f"Facebook wants the Page's own token here: make one for the Page and put it in the register.{detail}"
        )


class Missing(Gone):
    """Nothing is shown under an id: removed, unpublished, or out of reach of the token. For a Page this is the end."""

    def __init__(self, detail: str = "") -> None:
        """Say both, because Facebook's answer is the same."""
        super().__init__(
            "Facebook shows nothing under this id: the Page was removed or unpublished, its id or username is not what "
            "the register says, or the token may not see it any more. Look at the Page in a browser; if it is "
            f"there, give the token's owner access to it again.{detail}"
        )


class UnknownPart(SchemaDrift):
    """A field or edge that this Graph version does not have; `part` is its name, empty where not told."""

    def __init__(self, part: str, detail: str = "") -> None:
        """Keep the name of our own field; another name is not repeated."""
        super().__init__(
            "Facebook does not know a part of our question: set FACEBOOK_GRAPH_VERSION to a version that is live, and "
            f"check FACEBOOK_GRAPH_URL.{detail}"
        )
        self.part = part


def comments_kept_from_us() -> PermissionMissing:
    """Return what it means that a post is there and its comments are not."""
    return PermissionMissing(
        "The token may not read comments: give it pages_read_user_content and the Page's MODERATE task."
    )
