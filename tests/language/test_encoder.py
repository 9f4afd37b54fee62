"""The encoder: one text, one score, whatever is read beside it; and what happens where it cannot be loaded."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib.resources import files

import pytest

from auditor.language import encoder, weights
from auditor.language.children import find_children
from auditor.language.comments import judge_comment
from auditor.language.figures import figures_of, without_encoder

TEXTS = (
    "Lovely to see them all enjoying the trip!",
    "You are all useless idiots, every one of you.",
    "Well done to Ella in Year 4, our star of the week!",
    "ok",
    "a " * 400,
    "👏👏👏",
)
BROUGHT_ALONG = 40_000_000


def test_a_text_has_the_same_scores_alone_and_among_others() -> None:
    encoder.read.cache_clear()
    alone = {text: encoder.read(text, own=False) for text in TEXTS}
    for seed in range(3):
        encoder.read.cache_clear()
        order = random.Random(seed).sample(TEXTS, len(TEXTS))  # noqa: S311 - an order, no secret
        assert {text: encoder.read(text, own=False) for text in order} == alone


def test_a_name_has_more_than_the_words_round_it() -> None:
    text = "Well done to Ella in Year 4, our star of the week!"
    read = encoder.read(text, own=True)
    name, other = read.at(text.index("Ella"), text.index("Ella") + 4), read.at(0, 4)
    assert name is not None
    assert other is not None
    assert name > other + 2


def test_abuse_scores_above_praise() -> None:
    praise, abuse = (encoder.read(text, own=False).heads[encoder.BAD] for text in TEXTS[:2])
    assert abuse > praise + 2


def test_an_empty_text_can_be_read() -> None:
    assert encoder.read("", own=True).words == ()


@pytest.mark.usefixtures("no_runtime")
def test_without_onnx_runtime_the_plain_half_judges_alone() -> None:
    assert not encoder.is_available()
    assert judge_comment("You are all useless idiots, every one of you.") is not None
    assert judge_comment("Lovely to see them all enjoying the trip!") is None
    assert find_children("Well done to Ella Thompson in Year 4!") is not None


def test_what_is_lost_without_it_is_said_with_figures() -> None:
    told = without_encoder()
    for task in ("naming", "comments"):
        assert f"{100 * figures_of(task, with_encoder=False).recall:.0f} in 100" in told
        assert f"instead of {100 * figures_of(task).recall:.0f}" in told


def test_what_ships_is_small() -> None:
    shipped = [part for part in files("auditor.language").joinpath("data").iterdir() if part.is_file()]
    assert 0 < sum(len(part.read_bytes()) for part in shipped) < BROUGHT_ALONG


def test_nothing_is_loaded_until_a_text_is_judged() -> None:
    code = (
        "import sys, auditor.rules.catalogue, auditor.language.weights as w; w.version()\n"
        "assert 'onnxruntime' not in sys.modules and 'numpy' not in sys.modules, 'loaded too early'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_version_tells_whether_the_encoder_takes_part(monkeypatch: pytest.MonkeyPatch) -> None:
    weights.version.cache_clear()
    whole = weights.version()
    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    weights.version.cache_clear()
    assert weights.version() == f"{whole}-plain"
    weights.version.cache_clear()
