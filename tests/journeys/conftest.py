"""The world, in which the journeys begin."""

from tests.worlds import empty_world, makes, world

__all__ = ["empty_world", "makes", "world"]
