"""What Facebook's "no such object" means: it says the same of a deleted item and of a lost permission.

So an item counts as gone only where another question of the same kind is answered: for a post a list of posts, for a
comment the list of comments under its post. A list that has answered in this run is not asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.errors import PermissionMissing, SchemaDrift, Transient
from connectors.facebook.errors import Missing, TooMuchData, comments_kept_from_us
from connectors.facebook.fields import FEED, OWN_POSTS, VISITOR_POSTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from connectors.facebook.client import Graph
    from connectors.model import Subject

POST_GONE = "Facebook no longer knows it, while it still lists the Page's posts"
COMMENT_GONE = "Facebook no longer knows it, while it still lists the comments under its post"
WITH_ITS_POST = "Facebook no longer knows the post that it stood under, while it still lists the Page's posts"

MOST_CLOSED = 2
"""So many controls without an answer mean that no more is to be learnt with this token."""

Verdict = str | PermissionMissing
"""The evidence that something is gone, or why that is not known."""


class Controls:
    """Controls of one Page's items, each made once and only when it matters."""

    def __init__(self, graph: Graph, page_id: str) -> None:
        """Begin without having asked anything."""
        self._graph = graph
        self._page_id = page_id
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    def verdict(self, subject: Subject) -> Verdict:
        """Return what it means that Facebook shows nothing under a subject's id."""
        key = _key(subject)
        if key not in self._verdicts:
            of_comment = subject.kind == "comment"
            self._verdicts[key] = self._of_comments(key[1]) if of_comment else self._of_posts(own=subject.own)
        found = self._verdicts[key]
        if found == POST_GONE:
            self._verdicts["comment", subject.native_id] = WITH_ITS_POST
        return found

    def buried(self, subject: Subject) -> str | None:
        """Return the evidence where the post that a comment stood under is known to be gone, else None."""
        found = self._verdicts.get(_key(subject))
        return WITH_ITS_POST if found == WITH_ITS_POST else None

    def is_hopeless(self, subjects: Sequence[Subject]) -> bool:
        """Return whether no control can tell anything more of `subjects`, all of one kind."""
        closed = {key for key, found in self._verdicts.items() if isinstance(found, PermissionMissing)}
        of_kind = [key for key in closed if key[0] == subjects[0].kind]
        return len(of_kind) >= MOST_CLOSED or all(_key(subject) in closed for subject in subjects)

    def _of_posts(self, *, own: bool) -> Verdict:
        """Return what a missing post means: visitors' posts need a list that shows visitors' posts."""
        edges = (FEED, *OWN_POSTS) if own else (FEED, VISITOR_POSTS)
        paths = [(f"{self._page_id}/{edge}", edge) for edge in edges]
        if any(self._graph.has_listed(path) for path, _ in paths) or any(self._lists(*one) for one in paths):
            return POST_GONE
        return PermissionMissing(
            "Facebook shows some posts no more, nor the list that they stood in, so the token may have lost a "
            "permission: give it pages_read_engagement and pages_read_user_content."
        )

    def _of_comments(self, post_id: str) -> Verdict:
        """Return what a missing comment means; with its post gone it is gone too."""
        if not post_id:
            return comments_kept_from_us()
        if self._lists(f"{post_id}/comments", "comments"):
            return COMMENT_GONE
        try:
            self._graph.one(post_id, "item", fields="id")
        except Missing:
            found = self._of_posts(own=True)
            return WITH_ITS_POST if found == POST_GONE else found
        except PermissionMissing as error:
            return error
        return comments_kept_from_us()

    def _lists(self, path: str, endpoint: str) -> bool:
        """Return whether the list at `path` may be read."""
        if self._graph.has_listed(path):
            return True
        try:
            self._graph.get(path, endpoint, is_list=True, fields="id", limit="1")
        except (Missing, PermissionMissing, SchemaDrift):
            return False
        except TooMuchData:
            pass
        else:
            return True
        raise Transient("Facebook could not give even a small page; it is asked again in the next run.")


def _key(subject: Subject) -> tuple[str, str]:
    """Return what a subject's control is about: its kind, and the post of a comment or whose post it is."""
    if subject.kind == "comment":
        return subject.kind, subject.post_id or ""
    return subject.kind, "own" if subject.own else "visitors'"
