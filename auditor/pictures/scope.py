"""Which pictures are looked at at all: photos of a school's own posts. Nothing in a comment ever is."""

from __future__ import annotations

from typing import Final

from connectors.model import Form

OWN_POSTS: Final = frozenset({Form.ORIGINAL, Form.QUOTE})
"""A school's own posts: its shares show others' pictures, and its replies stand among comments."""

PICTURE: Final = "photo"
"""The kind of media that is looked at; a film is not."""
