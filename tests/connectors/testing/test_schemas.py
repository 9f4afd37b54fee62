"""Whatever is asked of the stand-ins over a rich diary keeps the schemas: ours, and the published ones where present.

Ours are checked by the reader itself, in every test of this folder; here everything that can be asked is asked.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from jsonschema import Draft202012Validator, ValidationError

from connectors.testing import XStandIn, close, protect, rename, suspend
from connectors.testing.graph_vocabulary import COMMENT_FIELDS, PAGE_FIELDS, POST_FIELDS
from connectors.testing.x_parameters import ENDPOINTS
from connectors.testing.x_vocabulary import MEDIA_FIELDS, TWEET, USAGE_FIELDS, VOCABULARIES
from tests.connectors.testing.conftest import NOW, day
from tests.connectors.testing.published import without_unknown, x_schemas
from tests.connectors.testing.schemas import validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from connectors.testing import Diary, FacebookStandIn
    from connectors.testing.events import Event
    from tests.connectors.testing.reader import Reader, Start

PUBLISHED = Path(__file__).parents[4] / "shared" / "specs"
needs_published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published specifications are not beside us")
X_VERSIONS = {"tweet": "2.166", "post": "2.167"}
STATES = [None, protect(NOW), suspend(NOW), close(NOW), rename(NOW, "renamed")]


def everything_on_x(x: Reader[XStandIn]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ask for everything there is, with every field and expansion; yield (path as in the specification, answer)."""
    words = x.stand_in.words
    user = {"user__fields": ",".join(words.user_fields)}
    fields = {words.fields_parameter.replace(".", "__"): ",".join(words.fields)}
    posts = user | fields | {"expansions": ",".join(words.expansions), "media__fields": ",".join(MEDIA_FIELDS)}
    keys = ("hall", "open", "long", "shared", "mistake", "lost", "asked", "deep")
    ids = [x.diary.id_of(key, "x") for key in keys]
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("/2/users", "/2/users", user | {"ids": "1001,1002,9"}),
        ("/2/users/by", "/2/users/by", user | {"usernames": "oakfieldprimary,riverside,nosuch"}),
        ("/2/users/by/username/{username}", "/2/users/by/username/oakfieldprimary", user),
        ("/2/users/{id}", "/2/users/1001", user),
        ("/2/users/{id}/tweets", "/2/users/1001/tweets", posts),
        ("/2/users/{id}/mentions", "/2/users/1001/mentions", posts),
        ("/2/tweets", "/2/tweets", posts | {"ids": ",".join(ids)}),
        ("/2/tweets/{id}", f"/2/tweets/{ids[3]}", posts),
        ("/2/tweets/search/recent", "/2/tweets/search/recent", posts | {"query": "from:oakfieldprimary OR to:1001"}),
        ("/2/usage/tweets", "/2/usage/tweets", {"usage__fields": ",".join(USAGE_FIELDS)}),
    ]
    for template, path, params in asked:
        yield template, x.json(path, **params)


def everything_on_facebook(facebook: Reader[FacebookStandIn]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ask for every node and edge with every field; yield (node, one object of that node)."""
    inner = ",".join(sorted(COMMENT_FIELDS - {"comments"}))
    posts = ",".join([*sorted(POST_FIELDS - {"comments"}), f"comments.filter(stream).summary(true){{{inner}}}"])
    yield "Page", facebook.json("/v25.0/2001", fields=",".join(PAGE_FIELDS))
    for edge in ("feed", "published_posts", "visitor_posts", "tagged"):
        yield from (("PagePost", item) for item in facebook.json(f"/v26.0/2001/{edge}", fields=posts)["data"])
    comments = "/v24.0/" + facebook.diary.id_of("hall", "facebook") + "/comments"
    body = facebook.json(comments, filter="stream", summary="true", fields=",".join(COMMENT_FIELDS))
    yield from (("Comment", item) for item in body["data"])
    facebook.json("/v25.0/debug_token", input_token="page-token-2001")


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
@pytest.mark.parametrize("event", STATES)
def test_everything_on_x_in_every_state_keeps_our_schema(
    diary: Diary,
    start: Start,
    vocabulary: str,
    event: Event | None,
) -> None:
    if event is not None:
        diary.add("x", "1001", event)
    x = start(XStandIn(diary, clock=NOW, vocabulary=vocabulary))
    asked = [answer for _, answer in everything_on_x(x)]
    assert len(asked) == 10
    for when in (day(9), day(16, 12, 5), day(19, 14)):
        x.stand_in.clock = when
        assert len(list(everything_on_x(x))) == 10


def test_everything_on_facebook_keeps_our_schema(facebook: Reader[FacebookStandIn]) -> None:
    nodes = [node for node, _ in everything_on_facebook(facebook)]
    assert {node: nodes.count(node) for node in set(nodes)} == {"Page": 1, "PagePost": 18, "Comment": 3}
    facebook.stand_in.clock = day(19, 14)
    assert len(list(everything_on_facebook(facebook))) > 3


@pytest.mark.parametrize(
    ("platform", "kind", "answer"),
    [
        ("x", "tweet-listing", {"data": [{"id": "1", "text": "a"}], "meta": {"result_count": 1}}),
        ("x", "tweet-listing", {"meta": {"result_count": "0"}}),
        ("x", "post-item", {"data": {"id": "1", "text": "a", "edit_history_tweet_ids": ["1"]}}),
        ("facebook", "posts", {"data": [{"id": "1_2", "hidden": True}]}),
        ("facebook", "comment", {"id": "1_2", "created_time": "2026-11-20T02:00:00Z"}),
    ],
)
def test_our_schema_refuses_what_is_invented(platform: str, kind: str, answer: object) -> None:
    with pytest.raises(ValidationError):
        validator(platform, kind).validate(answer)


@needs_published
@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
@pytest.mark.parametrize("event", STATES)
def test_everything_on_x_keeps_the_published_specification(
    diary: Diary,
    start: Start,
    vocabulary: str,
    event: Event | None,
) -> None:
    if event is not None:
        diary.add("x", "1001", event)
    schemas = x_schemas(PUBLISHED / "x" / f"openapi-{X_VERSIONS[vocabulary]}.json")
    x = start(XStandIn(diary, clock=NOW, vocabulary=vocabulary))
    for template, answer in everything_on_x(x):
        Draft202012Validator(schemas[template]).validate(answer)


@needs_published
@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_the_stand_in_takes_the_parameters_of_the_published_specification(vocabulary: str) -> None:
    document = json.loads((PUBLISHED / "x" / f"openapi-{X_VERSIONS[vocabulary]}.json").read_text())
    words = VOCABULARIES[vocabulary]
    parameters = document["components"]["parameters"]
    prefix = "Tweet" if words is TWEET else "Post"
    enumerated = {
        f"{prefix}FieldsParameter": words.fields,
        f"{prefix}ExpansionsParameter": words.expansions,
        "UserFieldsParameter": words.user_fields,
        "UserExpansionsParameter": words.user_expansions,
        "MediaFieldsParameter": MEDIA_FIELDS,
        "UsageFieldsParameter": USAGE_FIELDS,
    }
    for name, ours in enumerated.items():
        assert ours == set(parameters[name]["schema"]["items"]["enum"]), name
    paths = {
        "timeline": "/2/users/{id}/tweets",
        "mentions": "/2/users/{id}/mentions",
        "search": "/2/tweets/search/recent",
    }
    for name, path in paths.items():
        named = {
            entry["name"]: entry["schema"] for entry in document["paths"][path]["get"]["parameters"] if "name" in entry
        }
        assert set(named) - {"id"} == ENDPOINTS[name].own
        assert named["max_results"]["minimum"] == ENDPOINTS[name].least


@needs_published
def test_everything_on_facebook_keeps_metas_node_descriptions(facebook: Reader[FacebookStandIn]) -> None:
    edges = {
        "PagePost": {"attachments", "comments", "likes", "reactions"},
        "Comment": {"comments", "likes", "reactions"},
    }
    for node, shown in everything_on_facebook(facebook):
        described = json.loads((PUBLISHED / "meta" / f"{node}.json").read_text())
        types = {entry["name"]: entry["type"] for entry in described["fields"]}
        assert without_unknown(shown, types, edges.get(node, set())) == shown


@needs_published
@pytest.mark.parametrize(
    ("node", "ours"), [("Page", PAGE_FIELDS), ("PagePost", POST_FIELDS), ("Comment", COMMENT_FIELDS)]
)
def test_the_stand_in_knows_every_field_that_meta_describes(node: str, ours: frozenset[str]) -> None:
    described = json.loads((PUBLISHED / "meta" / f"{node}.json").read_text())
    assert {entry["name"] for entry in described["fields"]} <= ours


def test_a_bench_of_requests_is_answered_and_logged(x: Reader[XStandIn]) -> None:
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer x-bearer"
        for _ in range(200):
            assert session.get(x.stand_in.url + "/2/users/1001/tweets", timeout=5).ok
    assert len(x.stand_in.requests) == 200
    x.stand_in.clock += timedelta(minutes=1)
    assert x.get("/2/users/1001/tweets").headers["x-rate-limit-remaining"] == "9799"
