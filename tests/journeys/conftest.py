"""The world, in which the journeys begin."""

from tests.worlds import database_url, empty_world, made, settings, world, worlds

__all__ = ["database_url", "empty_world", "made", "settings", "world", "worlds"]
