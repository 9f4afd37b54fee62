"""What each of X's endpoints answers: a body, and the ids that are billed for it by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from connectors.testing.x_objects import stamp, user_object
from connectors.testing.x_pages import Sheet, page, within
from connectors.testing.x_problems import not_authorized, not_found, suspended
from connectors.testing.x_search import BadQueryError, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from connectors.testing.state import Item
    from connectors.testing.x_parameters import Parameters
    from connectors.testing.x_view import Person, View
    from connectors.testing.x_vocabulary import Vocabulary

Body: TypeAlias = "dict[str, object]"
Billed: TypeAlias = "dict[str, tuple[str, ...]]"
TIMELINE_REACH = 3200
TIMELINE_REACH_WITHOUT_REPLIES = 800
MENTIONS_REACH = 800
MONTHLY_CAP = 3_000_000


class Endpoints:
    """All endpoints over one view of X; each takes its checked parameters and what its path names."""

    def __init__(self, view: View, words: Vocabulary, spent: Callable[[], int]) -> None:
        """Look at a view; `spent` tells how many posts were billed so far."""
        self._view = view
        self._words = words
        self._spent = spent

    def users(self, asked: Parameters, _named: str) -> tuple[Body, Billed]:
        """Return `/2/users?ids=`."""
        return self._people(asked, "ids", asked.listed("ids"))

    def users_by(self, asked: Parameters, _named: str) -> tuple[Body, Billed]:
        """Return `/2/users/by?usernames=`."""
        return self._people(asked, "usernames", asked.listed("usernames"))

    def user(self, asked: Parameters, named: str) -> tuple[Body, Billed]:
        """Return `/2/users/:id`."""
        return _single(*self._people(asked, "id", [named]))

    def user_by(self, asked: Parameters, named: str) -> tuple[Body, Billed]:
        """Return `/2/users/by/username/:username`."""
        return _single(*self._people(asked, "username", [named]))

    def timeline(self, asked: Parameters, named: str) -> tuple[Body, Billed]:
        """Return `/2/users/:id/tweets`: the newest 3,200 posts, 800 where replies are left out."""
        problem = self._closed(named)
        if problem is not None:
            return {"errors": [problem]}, {}
        items = self._view.by_author.get(named, [])
        if "retweets" in asked.exclude:
            items = [item for item in items if item.reposts is None]
        reach = TIMELINE_REACH
        if "replies" in asked.exclude:
            items, reach = [item for item in items if item.parent is None], TIMELINE_REACH_WITHOUT_REPLIES
        return self._listing(asked, items[:reach], asked.text("pagination_token"))

    def mentions(self, asked: Parameters, named: str) -> tuple[Body, Billed]:
        """Return `/2/users/:id/mentions`: the newest 800 posts by others that mention or answer the user."""
        problem = self._closed(named)
        if problem is not None:
            return {"errors": [problem]}, {}
        items = self._view.mentions.get(named, [])[:MENTIONS_REACH]
        return self._listing(asked, items, asked.text("pagination_token"))

    def search(self, asked: Parameters, _named: str) -> tuple[Body, Billed]:
        """Return `/2/tweets/search/recent`: seven days back, no reposts."""
        query = asked.text("query") or ""
        try:
            found = Search(self._view, query).results()
        except BadQueryError as error:
            raise asked.refusal("query", query, str(error)) from None
        recent = [item for item in found if item.newest.at > asked.search_floor]
        return self._listing(asked, recent, asked.text("next_token") or asked.text("pagination_token"))

    def tweets(self, asked: Parameters, _named: str) -> tuple[Body, Billed]:
        """Return `/2/tweets?ids=`."""
        return self._posts(asked, "ids", asked.listed("ids"))

    def tweet(self, asked: Parameters, named: str) -> tuple[Body, Billed]:
        """Return `/2/tweets/:id`."""
        return _single(*self._posts(asked, "id", [named]))

    def usage(self, asked: Parameters, _named: str) -> tuple[Body, Billed]:
        """Return `/2/usage/tweets`: what was billed so far and the monthly cap."""
        number = str if self._words.text_numbers else int
        spent = number(self._spent())
        day = {"date": stamp(asked.call.now), "usage": spent}
        everything: dict[str, object] = {
            "cap_reset_day": 1,
            "project_cap": number(MONTHLY_CAP),
            "project_id": "1",
            "project_usage": spent,
            "daily_project_usage": {"project_id": number(1), "usage": [day]},
        }
        wanted = asked.usage_fields or {"cap_reset_day", "project_cap", "project_id", "project_usage"}
        return {"data": {name: value for name, value in everything.items() if name in wanted}}, {}

    def _listing(self, asked: Parameters, items: Sequence[Item], token: str | None) -> tuple[Body, Billed]:
        shown, meta = page(within(items, asked), asked, token)
        sheet = Sheet(self._view, asked, self._words)
        data = [sheet.post(item) for item in shown]
        body: Body = {"data": data} if data else {}
        return sheet.finish(body | {"meta": meta})

    def _posts(self, asked: Parameters, parameter: str, ids: Sequence[str]) -> tuple[Body, Billed]:
        sheet = Sheet(self._view, asked, self._words)
        data, problems = [], []
        for native_id in ids:
            item = self._view.state.by_id.get(native_id)
            if item is None or self._view.lost(item):
                problems.append(not_found(self._words, "tweet", parameter, native_id))
            elif not self._view.readable(item):
                problems.append(not_authorized(self._words, "tweet", parameter, native_id))
            else:
                data.append(sheet.post(item, next(v for v in item.versions if v.native_id == native_id)))
        body, billed = sheet.finish({"data": data} if data else {})
        return _with_problems(body, problems), billed

    def _people(self, asked: Parameters, parameter: str, values: Sequence[str]) -> tuple[Body, Billed]:
        data, problems = [], []
        for value in values:
            person = self._person(parameter, value)
            state = person.presence.state if person and person.presence else "open"
            if person is None or state == "gone":
                problems.append(not_found(self._words, "user", parameter, value))
            elif state == "suspended":
                problems.append(suspended(self._words, parameter, value))
            else:
                data.append(user_object(person, asked.user_fields, self._words))
        body: Body = {"data": data} if data else {}
        billed = {"user": tuple(str(user["id"]) for user in data)} if data else {}
        return _with_problems(body, problems), billed

    def _person(self, parameter: str, value: str) -> Person | None:
        native_id = self._view.handles.get(value.lower(), "") if "username" in parameter else value
        presence = self._view.state.accounts.get(native_id)
        return self._view.holder(presence) if presence else self._view.strangers.get(native_id)

    def _closed(self, native_id: str) -> Body | None:
        """Return the problem that stands in the way of a user's posts, None where they are open."""
        person = self._person("id", native_id)
        state = person.presence.state if person and person.presence else "open"
        if person is None or state == "gone":
            return not_found(self._words, "user", "id", native_id)
        if state == "suspended":
            return suspended(self._words, "id", native_id)
        return not_authorized(self._words, "user", "id", native_id) if state == "protected" else None


def _with_problems(body: Body, problems: list[Body]) -> Body:
    known = body.pop("errors", [])
    errors = [*problems, *(known if isinstance(known, list) else [])]
    return body | ({"errors": errors} if errors else {})


def _single(body: Body, billed: Billed) -> tuple[Body, Billed]:
    """Return the body of an endpoint that is asked for one thing: `data` is an object."""
    data = body.get("data")
    return (body | {"data": data[0]}) if isinstance(data, list) else body, billed
