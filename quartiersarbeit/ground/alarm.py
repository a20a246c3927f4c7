"""Who runs the app learns of an error: by mail, through the queue, and in a service that speaks Sentry's language.

Neither is told anything personal: not the message of the exception (PostgreSQL puts values into it), no variables,
no form, no address, no cookie. What they get is the kind of error, where in the code it broke, and the request's
number, by which the log, on the city's own machine, is searched.
"""

import logging
import time
import traceback
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from quartiersarbeit.ground.arriving import asking

SILENCE = 600  # seconds in which the same error is told once


class Alarm(logging.Handler):
    """Queues a mail to ADMIN_EMAILS for each error, one in ten minutes for the same; never fails itself."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._told: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """What cannot be queued, because the database is away, stands in the log; the monitor sees the rest."""
        if not settings.ADMIN_EMAILS:
            return
        what, where = kind_of(record), place_of(record)
        key, now = f"{record.name} {what} {where[-1:]}", time.monotonic()
        if now - self._told.get(key, -SILENCE) < SILENCE:
            return
        self._told[key] = now
        number = getattr(getattr(record, "request", None) or asking(), "request_id", "–")
        text = "\n".join(
            [
                f"{what} in {record.name}",
                f"Nummer der Anfrage: {number}",
                "",
                *where,
                "",
                "Näheres im Protokoll.",
            ]
        )
        try:
            # The queue's models are not there yet when logging is set up.
            send = import_string("quartiersarbeit.ground.outgoing.send")
            send.enqueue(f"Störung: {what}", text, "", settings.ADMIN_EMAILS)
        except Exception:
            self._told.pop(key)
            logging.getLogger(__name__).warning("an error could not be told by mail", exc_info=True)


def kind_of(record: logging.LogRecord) -> str:
    """The class of the exception, or the level where there is none."""
    error = record.exc_info[0] if record.exc_info else None
    return error.__name__ if error else record.levelname


def place_of(record: logging.LogRecord) -> list[str]:
    """Where it broke, frame by frame, without any value."""
    found = record.exc_info[2] if record.exc_info else None
    frames = traceback.extract_tb(found) if found else []
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames] or [
        f"{record.pathname}:{record.lineno} {record.funcName}"
    ]


def bare(event: Any, hint: Any) -> Any:
    """An event as it may leave the house: kind and place of the error and the release, nothing of the request."""
    kept = (
        "event_id",
        "timestamp",
        "level",
        "platform",
        "release",
        "environment",
        "logger",
        "sdk",
        "transaction",
    )
    plain = {name: event[name] for name in kept if name in event}
    values = event.get("exception", {}).get("values", [])
    plain["exception"] = {
        "values": [
            {
                "type": one.get("type"),
                "module": one.get("module"),
                "stacktrace": _frames(one.get("stacktrace")),
            }
            for one in values
        ]
    }
    plain["tags"] = {"request": getattr(asking(), "request_id", "-")}
    return plain


def _frames(stack: Any) -> Any:
    kept = ("filename", "function", "module", "lineno", "in_app")
    return {"frames": [{name: f.get(name) for name in kept} for f in (stack or {}).get("frames", [])]}


def begin(dsn: str, release: str) -> None:
    """Tell errors to that address from now on; nothing is measured, and `bare` decides what goes out."""
    import sentry_sdk  # a tenth of a start, and hardly anybody has such a service

    sentry_sdk.init(
        dsn=dsn,
        release=release,
        before_send=bare,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="-",
        traces_sample_rate=None,
        auto_session_tracking=False,
    )
