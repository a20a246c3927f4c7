"""Uploaded documents and their check sums: what was kept is what goes out, or it is said that it is not.

A file lies outside the database, so no guard sees who replaces it. Its SHA-256 stands in its record, in the history
and in the backup; it is compared at every download, by `verify_reports`, at each backup and after each restore. The
fields are found, not listed: a `FileField` `x` has its check sum in `x_sha256` or `sha256`.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.base import File
from django.db.models import FileField, Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quartiersarbeit.ground.downloads import safe_name

log = logging.getLogger(__name__)
GONE, CHANGED = "fehlt", "wurde verändert"


@dataclass(frozen=True)
class Document:
    """One kept file, with what its record says of it; no check sum where it is older than these."""

    record: str
    name: str
    sha256: str

    def fault(self, storage) -> str | None:
        """What is wrong with it in German, None if it is what was kept."""
        try:
            with storage.open(self.name, "rb") as content:
                return CHANGED if self.sha256 and digest(content) != self.sha256 else None
        except FileNotFoundError:
            return GONE


def digest(content: File) -> str:
    """The SHA-256 of an open file, read bit by bit."""
    found = hashlib.sha256()
    for chunk in iter(lambda: content.read(1 << 16), b""):
        found.update(chunk)
    return found.hexdigest()


def fields() -> list[tuple[type[Model], FileField, str]]:
    """Every kind of document: model, field, and the field of its check sum."""
    known = []
    for model in apps.get_models():
        if getattr(model, "pgh_tracked_model", None) or model._meta.proxy:
            continue  # the history repeats names, it keeps no files
        names = {field.name for field in model._meta.get_fields()}
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                known.append(
                    (model, field, next(n for n in (f"{field.name}_sha256", "sha256") if n in names))
                )
    return known


def documents() -> Iterator[tuple[Document, FileField]]:
    """All that is kept, in the order of the models and their records."""
    for model, field, sha256 in fields():
        rows = model._default_manager.exclude(**{field.name: ""}).order_by("pk")
        for pk, name, known in rows.values_list("pk", field.name, sha256).iterator(1000):
            yield Document(f"{model._meta.verbose_name} {pk}", name, known), field


def wrong() -> list[str]:
    """Each document that is gone or is not what was kept, as a German line."""
    said = ((document, document.fault(field.storage)) for document, field in documents())
    return [f"Dokument zu {document.record} {fault}." for document, fault in said if fault]


def handed_out(request: HttpRequest, kept, sha256: str, name: str) -> FileResponse | HttpResponse:
    """The kept file as a download, never as a page; 404 where it is gone, and a page that says so where it differs.

    Compared before the first byte goes out: what was replaced on the disk must not pass for what was signed.
    """
    document = Document(name, kept.name, sha256)
    fault = document.fault(kept.storage)
    if fault:
        log.error("document %s: %s", kept.name, "is gone" if fault == GONE else "is not what was kept")
    if fault == GONE:
        raise Http404
    if fault:
        return render(request, "document_changed.html", status=500)
    answer = FileResponse(kept.open("rb"), as_attachment=True, filename=safe_name(name))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
