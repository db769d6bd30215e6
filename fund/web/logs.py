"""The log: endpoint, status, duration, where an exception was raised. Never a path, a value, a message or a name."""

import json
import sys
import time
import traceback
from types import TracebackType
from typing import TypeAlias

from flask import Flask, Response, g, request

from fund.web import clock

ALLOWED = frozenset({"event", "level", "timestamp", "method", "endpoint", "status", "milliseconds", "error", "where"})
Fault: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]


def only_allowed(line: dict[str, object]) -> dict[str, object]:
    """Drop every key that is not on the list, so that nothing is logged by accident."""
    return {key: value for key, value in line.items() if key in ALLOWED}


def _write(event: str, **line: object) -> None:
    written = {**line, "event": event, "timestamp": clock.now().isoformat()}
    sys.stderr.write(json.dumps(only_allowed(written)) + "\n")


def fault(info: Fault | tuple[None, None, None]) -> None:
    """Log an exception: its class and its lines in our code, but not its message, which may hold values."""
    kind, _, trace = info
    frames = [frame for frame in traceback.extract_tb(trace) if "/fund/" in frame.filename]
    places = [f"{frame.filename.rpartition('/fund/')[2]}:{frame.lineno}" for frame in frames]
    _write("fault", level="error", endpoint=request.endpoint, error=kind.__name__ if kind else "", where=places[-12:])


def register(app: Flask) -> None:
    """Log every request except those for static files and the health check."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.monotonic()


def _end(response: Response) -> Response:
    if request.endpoint not in ("static", "web.health"):
        took = round(1000 * (time.monotonic() - g.get("began", time.monotonic())))
        _write(
            "request", method=request.method, endpoint=request.endpoint, status=response.status_code, milliseconds=took
        )
    return response
