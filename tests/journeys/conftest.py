"""The world, in which the journeys begin."""

from tests.worlds import december, empty_world, makes, screen, world

__all__ = ["december", "empty_world", "makes", "screen", "world"]
