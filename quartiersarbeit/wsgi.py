"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from quartiersarbeit.ground.waiting import bound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartiersarbeit.settings")
application = get_wsgi_application()
bound()
