"""What is seen on one picture: all that ever leaves the process apart."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one picture shows. `words` are passed to the detector of children's names, and dropped."""

    faces: int
    is_close_up: bool
    tells_place: bool
    tells_camera: bool
    words: str = field(default="", repr=False)


class Eyes:
    """Everything that looks at pictures, loaded."""

    def __init__(self) -> None:
        """Load it; ImportError, with the name of what is missing, where the extra is not there or not whole."""
        from auditor.pictures.decoding import open_picture  # noqa: PLC0415 - the extra's packages, in one process alone
        from auditor.pictures.faces import FaceCounter  # noqa: PLC0415 - the same
        from auditor.pictures.words import WordReader  # noqa: PLC0415 - the same

        self._open = open_picture
        self._faces = FaceCounter()
        self._words = WordReader()

    def look(self, data: bytes) -> Seen:
        """Return what a picture shows.

        Raises:
            CannotOpen: it cannot be opened.

        """
        picture, metadata = self._open(data)
        faces = self._faces.count(picture)
        return Seen(
            faces=faces.count,
            is_close_up=faces.is_close_up,
            tells_place=metadata.tells_place,
            tells_camera=metadata.tells_camera,
            words=self._words.read(picture),
        )
