"""Counting the faces turned to the camera. They are found as patterns of light and dark, and belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from PIL import Image

CASCADE: Final = "haarcascade_frontalface_alt2.xml"
"""OpenCV's own, inside its package up to version 4: it finds faces from the front alone, which is what is asked."""

LONGEST_SIDE: Final = 1000
"""Pixels: enough for every face that can be large, at a fifth of a second."""

SMALLEST: Final = 32
"""Pixels of that size; smaller faces are not counted."""

STEP, NEIGHBOURS = 1.1, 5
LARGE: Final = 1 / 6
"""Of the picture's shorter side, as the cascade measures a face: brow to chin. Head and shoulders have 0.2 and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """How many faces a picture shows from the front, and whether exactly one of them is large."""

    count: int
    is_close_up: bool


class FaceCounter:
    """OpenCV's cascade, loaded. Not to be used by two threads at once."""

    def __init__(self) -> None:
        """Load it; ImportError where this OpenCV has none."""
        folder = getattr(getattr(cv2, "data", None), "haarcascades", "")
        file = Path(folder, CASCADE)
        if not folder or not file.is_file():
            raise ImportError(f"OpenCV {cv2.__version__} has no {CASCADE}; version 4 has.", name="cv2")
        self._cascade = cv2.CascadeClassifier(str(file))

    def count(self, picture: Image.Image) -> Faces:
        """Return the faces of a picture."""
        small = picture.convert("L")
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        found = self._cascade.detectMultiScale(
            np.asarray(small), scaleFactor=STEP, minNeighbors=NEIGHBOURS, minSize=(SMALLEST, SMALLEST)
        )
        return measure([int(height) for _x, _y, _width, height in found], min(small.size))


def measure(heights: list[int], shorter_side: int) -> Faces:
    """Return what faces of these heights are in a picture whose shorter side is so long (in pixels)."""
    large = sum(height >= LARGE * shorter_side for height in heights)
    return Faces(count=len(heights), is_close_up=large == 1)
