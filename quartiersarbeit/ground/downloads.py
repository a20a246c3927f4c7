"""How a file goes out: under a name of its own, and taken by browsers for what it is and nothing else."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def handed_out(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The file as a download, or `inline` to be looked at; letters beyond ASCII in the name are Django's to encode."""
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)
