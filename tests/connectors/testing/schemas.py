"""Checks answers of the stand-ins against our own reduced schemas in `tests/specs`."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from connectors.testing import XStandIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from connectors.testing import FacebookStandIn

SPECS = Path(__file__).parents[2] / "specs"
X_KINDS = (
    (r"/2/users(/by)?", "users"),
    (r"/2/users/by/username/[^/]+|/2/users/\d+", "user-one"),
    (r"/2/users/\d+/(tweets|mentions)|/2/tweets/search/recent", "listing"),
    (r"/2/tweets", "items"),
    (r"/2/tweets/\d+", "item"),
    (r"/2/usage/tweets", "usage"),
)
GRAPH_KINDS = (
    (r".*/debug_token", "token"),
    (r".*/(feed|posts|published_posts|visitor_posts|tagged)", "posts"),
    (r".*/comments", "comments"),
    (r".*/\d+_\d+", "post comment"),
    (r".*", "page"),
)


@cache
def validator(platform: str, kind: str) -> Draft202012Validator:
    """Return the validator of one kind of answer."""
    schema = json.loads((SPECS / f"{platform}.json").read_text())
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})


def check(stand_in: XStandIn | FacebookStandIn, answer: requests.Response, params: Mapping[str, str]) -> None:
    """Fail where an unbroken answer is not what the schema of its path says."""
    path = re.sub(r"^https?://[^/]+|\?.*$", "", answer.url)
    if stand_in.requests[-1].fault is not None:
        return
    if isinstance(stand_in, XStandIn):
        kinds = [f"{stand_in.words.name}-{_kind(X_KINDS, path) if answer.ok else 'refusal'}"]
    else:
        kinds = _graph_kinds(path, params) if answer.ok else ["refusal"]
    errors = [best_match(validator(stand_in.platform, kind).iter_errors(answer.json())) for kind in kinds]
    assert None in errors, f"{path} is no {' or '.join(kinds)}: {errors[0]}"


def _graph_kinds(path: str, params: Mapping[str, str]) -> list[str]:
    if "ids" in params:
        return ["several-edges" if path.endswith("/comments") else "several-nodes"]
    return _kind(GRAPH_KINDS, path).split()


def _kind(kinds: tuple[tuple[str, str], ...], path: str) -> str:
    return next(kind for pattern, kind in kinds if re.fullmatch(pattern, path))
