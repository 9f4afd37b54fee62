"""Which pictures of a reading are looked at: those of the account's own posts that were not looked at before."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from auditor.model import PictureFacts, PictureLook
from auditor.pictures.scope import OWN_POSTS, PICTURE
from auditor.pictures.unseen import Unseen, reason
from connectors.model import Post, picture_key
from connectors.pictures import NotFetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from auditor.collect import Collected
    from auditor.model import Detection
    from auditor.pictures.eyes import Seen
    from auditor.pictures.reader import PictureReader
    from connectors.base import Meter
    from connectors.model import Media
    from connectors.pictures import PictureServers

log = logging.getLogger(__name__)

AT_MOST_IN_A_ROW: Final = 3
"""After so many pictures in a row that did not come, no more of the account are asked for in this run."""


@dataclass(slots=True, kw_only=True)
class Viewer:
    """Looks at one account's pictures in one reading.

    `servers` is None where the network's pictures cannot be fetched. `find` is the detector of children's names, with
    what the school knows; `mark` changes with what it stands on. `held` gives earlier looks by post (canonical id) and
    picture; a post in `closed` is not looked at again, because its text was deleted for good.
    """

    label: str
    reader: PictureReader
    servers: PictureServers | None
    find: Callable[[str], Detection | None]
    mark: str
    held: Mapping[str, Mapping[str, PictureLook]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    _in_a_row: int = 0

    def view(self, collected: Collected, meter: Meter) -> None:
        """Look at the pictures of what was read, and put what was seen beside them."""
        for post in _own_posts(collected):
            if post.canonical_id in self.closed:
                continue
            held = self.held.get(post.canonical_id, {})
            looks = tuple(self._look(post, media, place, held, meter) for place, media in enumerate(post.media))
            if any(looks):
                collected.pictures[post.canonical_id] = looks

    def _look(
        self, post: Post, media: Media, place: int, held: Mapping[str, PictureLook], meter: Meter
    ) -> PictureLook | None:
        """Return what was seen of one picture, None where it is none to look at, or nothing new could be seen."""
        if media.kind != PICTURE or media.theirs:
            return None
        before = held.get(picture_key(media.native_id, media.file_name, place))
        if before is not None and before.facts is not None and not self._is_doubtful(before):
            return None
        found = self._see(media.url, meter)
        if isinstance(found, Unseen):
            if before is None or before.unseen != found.value:
                log.warning("A picture of %s %s was not looked at: %s.", self.label, post.native_id, found.words)
            return PictureLook(unseen=found.value) if before is None or before.facts is None else None
        return PictureLook(facts=self._judged(found), by=self.mark)

    def _is_doubtful(self, look: PictureLook) -> bool:
        """Tell whether a name was read that the school, the roll or the detector may see otherwise by now."""
        return look.by != self.mark and look.facts is not None and look.facts.named is not None

    def _see(self, address: str | None, meter: Meter) -> Seen | Unseen:
        if self.servers is None:
            return Unseen.NETWORK
        if self.reader.trouble():
            return Unseen.TOOLS
        if self._in_a_row >= AT_MOST_IN_A_ROW:
            return Unseen.UNREACHABLE
        if address is None:
            return Unseen.FOREIGN
        try:
            data = self.servers.fetch(address, meter)
        except NotFetched as error:
            why = reason(error.why)
            self._in_a_row += why in {Unseen.SLOW, Unseen.UNREACHABLE}
            return why
        self._in_a_row = 0
        return self.reader.look(data)

    def _judged(self, seen: Seen) -> PictureFacts:
        """Return what may be kept of what was seen: of the words, whether they name a child."""
        named = self.find(seen.words)
        return PictureFacts(
            faces=seen.faces,
            is_close_up=seen.is_close_up,
            tells_place=seen.tells_place,
            tells_camera=seen.tells_camera,
            named=replace(named, spans=()) if named is not None else None,  # there is no text for them to point into
        )


def _own_posts(collected: Collected) -> Iterable[Post]:
    """Yield the account's own posts of a reading, the newest version of each."""
    looked_up = (sighting.item for sighting in collected.sightings)
    found = [*collected.posts, *(item for item in looked_up if isinstance(item, Post))]
    newest = {post.canonical_id: post for post in found}
    return [post for post in newest.values() if post.own and post.form in OWN_POSTS]
