"""X's two vocabularies: until specification 2.166 a post was a Tweet, from 2.167 on it is a Post.

X's prose still documents `tweet.fields`, so that is asked first. What X answers is read in either.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response

JsonObject: TypeAlias = "dict[str, object]"

TWEET_FIELDS = [
    "attachments",
    "author_id",
    "conversation_id",
    "created_at",
    "edit_history_tweet_ids",
    "entities",
    "id",
    "in_reply_to_user_id",
    "note_tweet",
    "referenced_tweets",
    "text",
]
"""What is asked of each post. The author is an id: expanding it would be billed, and is none of our business."""

MEDIA_FIELDS = ["alt_text", "media_key", "type", "url"]
MEDIA_EXPANSIONS = ["attachments.media_keys"]

TWINS = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
}
UNLISTED = {"author_id", "edit_history_post_ids", "in_reply_to_user_id", "referenced_posts"}
"""Fields of a Post that 2.167 lists as answered but not as something to ask for."""

TWEETS, POSTS, LISTED_POSTS = range(3)
"""How to ask, in the order in which it is tried; X's refusal (400) names the parameter."""


def speak(params: Mapping[str, object], words: int) -> dict[str, object]:
    """Return `params`, whose `tweet.fields` is a comma-separated text, in the vocabulary `words`."""
    spoken = dict(params)
    fields = spoken.pop("tweet.fields", None)
    if not isinstance(fields, str):
        return dict(params)
    if words == TWEETS:
        return spoken | {"tweet.fields": fields}
    names = [TWINS.get(name, name) for name in fields.split(",")]
    return spoken | {"post.fields": ",".join(name for name in names if words == POSTS or name not in UNLISTED)}


def refused(response: Response, words: int) -> bool:
    """Return whether an answer refuses the vocabulary `words`, and there is another one to try."""
    if response.status_code != HTTPStatus.BAD_REQUEST or words == LISTED_POSTS:
        return False
    name = ("tweet.fields", "post.fields")[words]
    return f"{name}=" in str(response.request.url) and name in response.text


def either(item: Mapping[str, object], name: str) -> object:
    """Return the value of a field by its Tweet name, in whichever vocabulary it came."""
    value = item.get(name)
    return item.get(TWINS[name]) if value is None else value
