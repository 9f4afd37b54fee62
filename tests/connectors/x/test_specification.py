"""Every request that we send is one that X's own published documents allow; only where these documents are at hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from connectors.testing import comment, photo, post
from tests.connectors.world import before, known
from tests.connectors.x.school import BOTH, School

if TYPE_CHECKING:
    from connectors.testing.events import Event

SPECIFICATIONS = Path(__file__).parents[4] / "shared" / "specs" / "x"
DOCUMENTS = {"tweet": "openapi-2.166.json", "post": "openapi-2.167.json"}


def parameters_of(document: dict[str, Any], path: str) -> dict[str, dict[str, Any]]:
    """Return the schemas of a path's parameters by name."""
    route = next(known for known in document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", r"\\d+", known), path))
    found = document["paths"][route]["get"]["parameters"]
    named = document["components"].get("parameters", {})
    whole = [named[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in found]
    return {one["name"]: one["schema"] for one in whole}


@pytest.mark.skipif(not SPECIFICATIONS.is_dir(), reason="X's OpenAPI documents are not beside this checkout")
@BOTH
def test_every_accepted_request_is_in_the_published_document(school: School) -> None:
    document = json.loads((SPECIFICATIONS / DOCUMENTS[school.vocabulary]).read_text())
    events: list[Event] = [
        post("a", before(30), "Swimming", photo()),
        comment("c", before(20), on="a", text="When?", by="p"),
    ]
    with school.world(*events) as world:
        first = world.posts()
        comments = world.comments(known(first.posts))
        world.posts(first.cursor)
        world.comments(known(first.posts), comments.cursor)
        world.look_up([*first.posts, *comments.comments])
        world.connector.credential(world.account, world.meter)
        accepted = [served for served in world.stand_in.requests if served.status == 200]
        assert len({served.path for served in accepted}) == 5
        for served in accepted:
            allowed = parameters_of(document, served.path)
            for name, value in served.params.items():
                choices = allowed[name].get("items", {}).get("enum")
                assert not choices or set(value.split(",")) <= set(choices), (served.path, name)
