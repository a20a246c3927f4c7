#!/usr/bin/env python
"""Django's command line; starts the embedded PostgreSQL first where no other database is named."""

import os
import signal
import sys


def main() -> None:
    """Run the command; a missing setting or database ends it with one German sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartiersarbeit.settings")
    # An exit, unlike a sudden death, lets go of the embedded server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from quartiersarbeit.ground import postgres

    try:
        if sys.argv[1:] in (["version"], ["--version"]):  # of this project; Django would tell its own
            sys.stdout.write(f"{settings.VERSION}\n")
            return
        entry = settings.DATABASES["default"]
        postgres.ensure_running(entry, settings.BASE_DIR)
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, postgres.NoDatabaseError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        if not (sentence := postgres.refusal(error, entry)):
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
