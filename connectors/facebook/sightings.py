"""Single items looked up by id. Facebook says the same of a deleted item and of a lost permission: so a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.errors import PermissionMissing
from connectors.facebook import fields, shape
from connectors.facebook.attachments import Strange
from connectors.facebook.errors import Missing
from connectors.model import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from connectors.facebook.client import Graph
    from connectors.model import Comment, Post, Profile, Subject

EVIDENCE = "Facebook no longer knows it, while it still shows the Page"


class Look:
    """Looks at items of one Page; whether the Page itself can be seen is asked once, and only when it matters."""

    def __init__(self, graph: Graph, profile: Profile) -> None:
        """Begin without having asked anything."""
        self._graph = graph
        self._profile = profile
        self._sees_page: bool | None = None
        self._post_fields = fields.POST

    def at(self, subjects: Sequence[Subject]) -> Iterator[Sighting]:
        """Yield what each subject is now; those whose shape is unknown are left out.

        Raises:
            ConnectorError: `PermissionMissing` after all others where the token may not see some of them.

        """
        refused: PermissionMissing | None = None
        for subject in subjects:
            try:
                yield Sighting(subject=subject, item=self._item(subject))
            except Missing:
                if self._page_is_seen():
                    yield Sighting(subject=subject, gone=EVIDENCE)
            except PermissionMissing as error:
                refused = refused or error
            except Strange:
                continue
        if refused is not None:
            raise refused

    def _item(self, subject: Subject) -> Post | Comment:
        if subject.kind == "comment":
            raw = self._graph.one(subject.native_id, "item", fields=fields.COMMENT)
            return shape.comment(raw, subject.post_id or "", self._profile.native_id)
        return shape.post(self._post(subject.native_id), self._profile.native_id)

    def _post(self, native_id: str) -> dict[str, object]:
        """Return a post, without its comments' count where that is not permitted."""
        try:
            return self._graph.one(native_id, "item", fields=self._post_fields)
        except PermissionMissing:
            if self._post_fields == fields.POST_WITHOUT_COUNT:
                raise
        self._post_fields = fields.POST_WITHOUT_COUNT
        return self._graph.one(native_id, "item", fields=self._post_fields)

    def _page_is_seen(self) -> bool:
        if self._sees_page is None:
            try:
                self._sees_page = bool(self._graph.one(self._profile.native_id, "page", fields="id"))
            except (Missing, PermissionMissing):
                self._sees_page = False
        return self._sees_page
