"""Reading the words on a picture: certificates, pegs, labels, displays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import rapidocr

if TYPE_CHECKING:
    from PIL import Image

MODELS: Final = {"Det": "*_det_*.onnx", "Rec": "*_rec_*.onnx", "Cls": "*_cls_*.onnx"}
"""RapidOCR's three steps (find lines, read them, turn those upside down) and the files of its package for them."""


THREADS: Final = "EngineConfig.onnxruntime.intra_op_num_threads"
"""One thread takes half the processor time of two, and leaves the other cores to the rest of the night."""


class WordReader:
    """RapidOCR, loaded."""

    def __init__(self) -> None:
        """Load the models that lie in RapidOCR's package; ImportError where there are none.

        They are named one by one, because RapidOCR downloads whatever it is not given.
        """
        folder = Path(rapidocr.__file__).parent / "models"
        params: dict[str, object] = {"Global.log_level": "critical", THREADS: 1}
        for step, pattern in MODELS.items():
            found = sorted(folder.glob(pattern))
            if not found:
                raise ImportError(f"The package rapidocr has no model {pattern} in it.", name="rapidocr")
            params[f"{step}.model_path"] = str(found[0])
        self._engine = rapidocr.RapidOCR(params=params)

    def read(self, picture: Image.Image) -> str:
        """Return what is written on a picture, one line under the other; empty where nothing is."""
        found = self._engine(np.asarray(picture)[:, :, ::-1])  # it wants blue, green, red
        return "\n".join(getattr(found, "txts", None) or ())
