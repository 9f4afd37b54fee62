"""Text from outside, made harmless for a terminal."""

from auditor.shown import plain

__all__ = ["plain"]
