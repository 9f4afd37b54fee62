"""Items looked up by id: many in one request, by halves where one of them is missing, alone where nothing else goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.errors import PermissionMissing, SchemaDrift
from connectors.facebook import fields, shape
from connectors.facebook.attachments import Strange
from connectors.facebook.controls import Controls
from connectors.facebook.errors import Missing, TooMuchData, UnknownPart
from connectors.model import Sighting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from connectors.errors import ConnectorError
    from connectors.facebook.client import Graph
    from connectors.model import Comment, Post, Profile, Subject

MOST_AT_ONCE = 50
"""Meta's most ids in one question."""


class Look:
    """Looks at items of one Page."""

    def __init__(self, graph: Graph, profile: Profile) -> None:
        """Begin without having asked anything."""
        self._graph = graph
        self._page_id = profile.native_id
        self._controls = Controls(graph, profile.native_id)
        self._post_fields = fields.POST
        self._refused: PermissionMissing | None = None
        self._closed: set[str] = set()
        self._lacking = 0

    def at(self, subjects: Sequence[Subject]) -> Iterator[Sighting]:
        """Yield what each subject is now, posts first; what is strange or uncertain is left out.

        Raises:
            ConnectorError: `PermissionMissing` after all others where the token may not see some of them.

        """
        for kind in ("post", "comment"):
            wanted = [subject for subject in subjects if subject.kind == kind]
            for start in range(0, len(wanted), MOST_AT_ONCE):
                yield from self._among(wanted[start : start + MOST_AT_ONCE])
        if self._refused is not None:
            raise self._refused

    def _among(self, batch: Sequence[Subject]) -> Iterator[Sighting]:
        """Yield what is certain about subjects of one kind."""
        left = []
        for subject in batch:
            if evidence := self._controls.buried(subject):
                yield Sighting(subject=subject, gone=evidence)
            else:
                left.append(subject)
        if len(left) > 1 and not self._graph.one_by_one:
            yield from self._together(left)
        elif len(left) == 1:
            yield from self._alone(left[0])
        else:
            yield from self._each(left)

    def _each(self, batch: Sequence[Subject]) -> Iterator[Sighting]:
        for subject in batch:
            yield from self._among([subject])

    def _together(self, batch: Sequence[Subject]) -> Iterator[Sighting]:
        """Ask for two or more in one request; what the answer leaves out is asked for alone."""
        ids = tuple(dict.fromkeys(subject.native_id for subject in batch))
        try:
            found = self._answer(batch[0], lambda asked: self._graph.several(ids, "item", fields=asked))
            if found.keys().isdisjoint(ids):
                raise UnknownPart("")
        except (Missing, PermissionMissing, TooMuchData) as error:
            refusal = error
        except SchemaDrift:
            self._graph.ask_one_by_one()
            yield from self._each(batch)
            return
        else:
            for subject in batch:
                raw = found.get(subject.native_id)
                yield from self._among([subject]) if raw is None else self._shown(subject, raw)
            return
        yield from self._halves(batch, refusal)

    def _halves(self, batch: Sequence[Subject], refusal: ConnectorError) -> Iterator[Sighting]:
        """Yield the two halves of a batch that was refused, unless nothing can come of it.

        Where none of a batch called missing is missing, the Graph API has not understood the question.
        """
        kind, before = batch[0].kind, self._lacking
        if not isinstance(refusal, TooMuchData) and (kind in self._closed or self._controls.is_hopeless(batch)):
            self._lacking += 1
            return
        middle = len(batch) // 2
        yield from self._among(batch[:middle])
        yield from self._among(batch[middle:])
        if isinstance(refusal, Missing) and self._lacking == before:
            self._graph.ask_one_by_one()

    def _alone(self, subject: Subject) -> Iterator[Sighting]:
        try:
            raw = self._answer(subject, lambda asked: self._graph.one(subject.native_id, "item", fields=asked))
        except Missing:
            yield from self._judged(subject)
        except PermissionMissing as error:
            self._closed.add(subject.kind)
            self._leave_out(error)
        else:
            yield from self._shown(subject, raw)

    def _judged(self, subject: Subject) -> Iterator[Sighting]:
        """Yield a subject that Facebook does not know as gone, where a control tells so."""
        verdict = self._controls.verdict(subject)
        if isinstance(verdict, PermissionMissing):
            self._leave_out(verdict)
        else:
            self._lacking += 1
            yield Sighting(subject=subject, gone=verdict)

    def _leave_out(self, error: PermissionMissing) -> None:
        self._lacking += 1
        self._refused = self._refused or error

    def _shown(self, subject: Subject, raw: object) -> Iterator[Sighting]:
        try:
            item: Post | Comment = (
                shape.comment(raw, subject.post_id or "", self._page_id)
                if subject.kind == "comment"
                else shape.post(raw, self._page_id, by_page=subject.own)
            )
        except Strange:
            return
        yield Sighting(subject=subject, item=item)

    def _answer(self, subject: Subject, ask: Callable[[str], Mapping[str, object]]) -> Mapping[str, object]:
        """Return what `ask` gives for a subject's fields; a post's without the count where that is not permitted."""
        if subject.kind == "comment":
            return ask(fields.COMMENT)
        try:
            return ask(self._post_fields)
        except PermissionMissing:
            if self._post_fields == fields.POST_WITHOUT_COUNT:
                raise
        self._post_fields = fields.POST_WITHOUT_COUNT
        return ask(self._post_fields)
