"""`manage.py collectstatic`: leaves files that the server and the proxy can read, whoever collected them."""

import os
from typing import Any

from django.contrib.staticfiles.management.commands import collectstatic


class Command(collectstatic.Command):
    """Django's; an administrator's umask of 077 would leave compressed copies that nobody else may read."""

    def handle(self, **options: Any) -> str | None:
        """Collect with folders of 755 and files of 644."""
        before = os.umask(0o022)
        try:
            return super().handle(**options)
        finally:
            os.umask(before)
