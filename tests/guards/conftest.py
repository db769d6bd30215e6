"""The world, for guards that walk the whole house."""

from tests.worlds import database_url, empty_world, made, settings, world, worlds

__all__ = ["database_url", "empty_world", "made", "settings", "world", "worlds"]
