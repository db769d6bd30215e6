"""The world, for guards that walk everything."""

from tests.worlds import december, empty_world, makes, screen, world

__all__ = ["december", "empty_world", "makes", "screen", "world"]
