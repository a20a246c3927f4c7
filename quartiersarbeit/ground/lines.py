"""The log as JSON: one line for each request, one for each error, with the request's number and the person's key.

A line names a page by the pattern of its address, for some addresses carry a key, and people by their keys. What
somebody typed stands in none, with one exception: the message of an error that broke a page, which only the log keeps.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from quartiersarbeit.ground import counting
from quartiersarbeit.ground.arriving import OneLine, asking

log = logging.getLogger(__name__)
PROBES = "gesundheit/"  # asked every few seconds: counted, but no line


def written(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: a line of JSON for each request and error, or words, and only what was refused or broke."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "one_line": {"()": "quartiersarbeit.ground.arriving.OneLine"},
            "one_per_request": {"()": "quartiersarbeit.ground.lines.OnePerRequest"},
        },
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"},
            "plain": {"format": "%(message)s"},
            "json": {"()": "quartiersarbeit.ground.lines.JsonLine"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "line",
                "filters": ["one_per_request" if as_json else "one_line"],
                "level": "WARNING",
            },
            "requests": {"class": "logging.StreamHandler", "formatter": "json"},
            "security": {"class": "logging.StreamHandler", "formatter": "plain"},
            "alarm": {"class": "quartiersarbeit.ground.alarm.Alarm"},
        },
        "loggers": {
            # One line of JSON each, whatever the level of the rest (partners/security.py).
            "quartiersarbeit.security": {"handlers": ["security"], "level": "INFO"},
            "quartiersarbeit.ground.lines": {
                "handlers": ["requests"],
                "level": "INFO" if as_json else "WARNING",
            },
        },
        "root": {"handlers": ["console", "alarm"], "level": "WARNING"},
    }


def person_id(request: HttpRequest | None) -> int | None:
    """Who asked, if somebody looked by now: to find it out only for the log would cost a query."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


class Requests:
    """Middleware right below `Arriving`: counts each request and says one line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, counted."""
        began, asked = time.perf_counter(), _Asked()
        with connection.execute_wrapper(asked):
            answer = self.get_response(request)
        took = time.perf_counter() - began
        match = request.resolver_match
        view, route = (match.view_name or counting.NOWHERE, match.route) if match else (counting.NOWHERE, "")
        counting.requests.labels(str(request.method), view, str(answer.status_code)).inc()
        counting.seconds.labels(view).observe(took)
        counting.queries.labels(view).observe(asked.number)
        if not route.startswith(PROBES):
            said = {
                "method": request.method,
                "view": view,
                "route": route,
                "status": answer.status_code,
                "milliseconds": round(took * 1000),
                "queries": asked.number,
            }
            log.info(
                "%s %s %s", request.method, view, answer.status_code, extra={"said": said, "request": request}
            )
        return answer


class _Asked:
    """Counts the statements of one request."""

    number = 0

    def __call__(self, execute: Callable, *given: Any) -> Any:
        self.number += 1
        return execute(*given)


class OnePerRequest(OneLine):
    """As `OneLine`, and Django's line about a refused request is left out: the request has its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        kept = super().filter(record)
        return kept and not (
            record.name == "django.request" and 400 <= getattr(record, "status_code", 0) < 500
        )


class JsonLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Moment, level, who says it, which request and person, the message, and a traceback where there is one."""
        request = getattr(record, "request", None) or asking()
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(request, "request_id", None),
            "person": person_id(request),
            **getattr(record, "said", {}),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
