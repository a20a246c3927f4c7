"""The WSGI entry point for gunicorn; a missing setting ends it with one German sentence, as `manage.py` does."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from quartiersarbeit.ground.postgres import NoDatabaseError
from quartiersarbeit.ground.waiting import bound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartiersarbeit.settings")
try:
    application = get_wsgi_application()
except (ImproperlyConfigured, NoDatabaseError) as error:
    sys.exit(str(error))
bound()
