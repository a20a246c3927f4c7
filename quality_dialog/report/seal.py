"""Check sums of approved reports, and the seal that chains each report to the one approved before it. Pure.

Python computes them when a report is approved and again whenever it is verified; nobody types one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FIRST = "0" * 64  # what stands before the first seal


def of_bytes(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def of_facts(facts: Any) -> str:
    """SHA-256 of JSON values, whatever order their keys are stored in."""
    return of_bytes(json.dumps(facts, sort_keys=True).encode())


def of_report(
    *,
    before: str,
    number: int,
    facts_sha256: str,
    sections: Iterable[tuple],
    renditions: Mapping[str, str],
    approved: tuple,
    attachments: Iterable[tuple] = (),
) -> str:
    """A report's seal: over its facts, its texts, the check sums of its files, who approved it, and `before`.

    `sections` are (key, heading, body, position, included), `renditions` format → SHA-256, `approved` day
    and person, `attachments` (number, title, SHA-256). Whoever changes or removes one report breaks its own
    seal and all that follow. Without attachments the seal is what it was before there were any.
    """
    attached = [[*map(str, attachment)] for attachment in attachments]
    return of_facts(
        {
            "before": before,
            "number": number,
            "facts": facts_sha256,
            "sections": sorted([*map(str, section)] for section in sections),
            "renditions": dict(renditions),
            "approved": [*map(str, approved)],
            **({"attachments": sorted(attached)} if attached else {}),
        }
    )
