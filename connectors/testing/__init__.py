"""Stand-ins for the platforms, on loopback: for tests, for the demo and for benchmarks.

A `Diary` says what happened on which account and when; `XStandIn` and `FacebookStandIn` serve it over real HTTP as
it stands at their movable `clock`, refuse what the platforms refuse, and break on demand. Standard library only.
"""

from __future__ import annotations

from connectors.testing.diary import AccountDiary, Diary, facebook_page, x_account
from connectors.testing.events import (
    album,
    close,
    comment,
    delete,
    edit,
    elsewhere,
    hide,
    outage,
    photo,
    post,
    protect,
    rename,
    reopen,
    suspend,
    unhide,
    video,
    withhold,
)
from connectors.testing.facebook import FacebookStandIn
from connectors.testing.faults import (
    Fault,
    answered,
    broken_item,
    connection_reset,
    cut_json,
    empty_body,
    empty_object,
    empty_page,
    ends_early,
    html_page,
    ignored_since,
    repeated_cursor,
    slow_body,
)
from connectors.testing.graph_errors import (
    graph_error,
    graph_outage,
    graph_permission,
    graph_throttled,
    graph_token_refused,
    graph_too_much_data,
)
from connectors.testing.graph_tokens import GraphToken
from connectors.testing.pictures import PictureStandIn
from connectors.testing.server import Served, StandIn
from connectors.testing.x import XStandIn
from connectors.testing.x_problems import (
    x_credits_depleted,
    x_forbidden,
    x_rate_limited,
    x_unauthorized,
    x_unavailable,
    x_usage_capped,
)

__all__ = [
    "AccountDiary",
    "Diary",
    "FacebookStandIn",
    "Fault",
    "GraphToken",
    "PictureStandIn",
    "Served",
    "StandIn",
    "XStandIn",
    "album",
    "answered",
    "broken_item",
    "close",
    "comment",
    "connection_reset",
    "cut_json",
    "delete",
    "edit",
    "elsewhere",
    "empty_body",
    "empty_object",
    "empty_page",
    "ends_early",
    "facebook_page",
    "graph_error",
    "graph_outage",
    "graph_permission",
    "graph_throttled",
    "graph_token_refused",
    "graph_too_much_data",
    "hide",
    "html_page",
    "ignored_since",
    "outage",
    "photo",
    "post",
    "protect",
    "rename",
    "reopen",
    "repeated_cursor",
    "slow_body",
    "suspend",
    "unhide",
    "video",
    "withhold",
    "x_account",
    "x_credits_depleted",
    "x_forbidden",
    "x_rate_limited",
    "x_unauthorized",
    "x_unavailable",
    "x_usage_capped",
]
