"""The world, for guards that walk the whole house."""

from tests.worlds import empty_world, makes, world

__all__ = ["empty_world", "makes", "world"]
