"""Which fields are asked for, and how to ask for fewer where a Graph version has dropped one.

From Meta's node descriptions of Page, PagePost, Comment and StoryAttachment (Graph v25). `filter(stream)` counts
replies besides comments; with the default filter some are left out.
"""

from __future__ import annotations

import re

FEED, VISITOR_POSTS = "feed", "visitor_posts"
OWN_POSTS = ("published_posts", "posts")
"""A Page's lists: `FEED` holds visitors' posts beside the Page's own, `OWN_POSTS` these alone, the newer name first."""

PROFILE = "id,name,username,about,website,link,is_published"
PROFILE_AT_LEAST = "id,name"
COMMENT_COUNT = "comments.filter(stream).limit(0).summary(true)"
POST_WITHOUT_COUNT = (
    "id,from{id},message,story,created_time,updated_time,permalink_url,status_type,is_hidden,is_published,parent_id,"
    "attachments{media_type,type,title,description,url,unshimmed_url,target{id},media,subattachments}"
)
POST = f"{POST_WITHOUT_COUNT},{COMMENT_COUNT}"
COMMENT = (
    "id,message,from{id},created_time,parent{id},attachment{type,media_type,title,description,url},is_hidden,"
    "like_count,comment_count,permalink_url"
)

NEEDED = frozenset({"id", "message", "created_time", "from", "attachments"})
"""Without these an audit would be blind: their loss is an error, not a shorter question."""

_MODIFIERS = r"(?:\.\w+\([^()]*\))*"
_NESTED = r"(?:\{(?:[^{}]|\{[^{}]*\})*\})?"


def without(fields: str, name: str) -> str:
    """Return `fields` without the one called `name`, its modifiers and nested fields included.

    >>> without("id,from{id},comments.limit(0).summary(true)", "comments")
    'id,from{id}'
    """
    if name in NEEDED:
        return fields
    own = rf"{re.escape(name)}{_MODIFIERS}{_NESTED}"
    return re.sub(rf"(?<=[,{{]){own}(?:,|(?=}}))|,{own}$|^{own}(?:,|$)", "", fields).replace(",}", "}")
