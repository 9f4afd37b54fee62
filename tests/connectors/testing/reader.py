"""Asks a stand-in as a plain HTTP client would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import requests

from connectors.testing import FacebookStandIn, XStandIn
from tests.connectors.testing.schemas import check

if TYPE_CHECKING:
    from connectors.testing import Diary

Served = TypeVar("Served", XStandIn, FacebookStandIn)


@dataclass
class Reader(Generic[Served]):
    """One client; `always` goes with every request."""

    stand_in: Served
    always: dict[str, str] = field(default_factory=dict)
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def diary(self) -> Diary:
        """Return what the stand-in serves."""
        return self.stand_in.diary

    def get(self, path: str, **params: object) -> requests.Response:
        """Ask; a double underscore in a parameter's name stands for a dot. Each answer must keep its schema."""
        query = self.always | {name.replace("__", "."): str(value) for name, value in params.items()}
        answer = self.session.get(self.stand_in.url + path, params=query, timeout=5)
        check(self.stand_in, answer, query)
        return answer

    def json(self, path: str, **params: object) -> dict[str, Any]:
        """Ask and return the body of what must be an answer."""
        answer = self.get(path, **params)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def refusal(self, path: str, **params: object) -> tuple[int, dict[str, Any]]:
        """Ask and return the status and body of what must be refused."""
        answer = self.get(path, **params)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()


class Start(Protocol):
    """Starts a stand-in for the length of a test."""

    def __call__(self, stand_in: Served) -> Reader[Served]:
        """Return a reader that has the credential."""
