"""Settings of the test suite: the project's own, on a throw-away PostgreSQL.

Importing this starts nothing (mypy reads it, too): tests/conftest.py starts and stops the server.
"""

import os
from datetime import UTC, datetime

from tests import day

os.environ.setdefault("DEMO", "on")
os.environ.setdefault("SECRET_KEY", "for the tests only")
os.environ.setdefault(
    "TIME_ZONE", day.zone_of_a_run(datetime.now(UTC))
)  # inherited by whatever a test starts

from quartiersarbeit.ground import postgres
from quartiersarbeit.settings import *  # noqa: F403
from quartiersarbeit.settings import BASE_DIR, POOLED, STORAGES

# Several people may test in one checkout at the same time: each session has databases of its own. The
# workers of pytest-xdist inherit the name and add theirs.
SESSION = os.environ.setdefault("QUARTIERSARBEIT_TEST_SESSION", str(os.getpid()))
SERVER = None
if url := os.environ.get("TEST_DATABASE_URL"):
    entry = postgres.database(url, BASE_DIR)
else:
    SERVER = postgres.Server(BASE_DIR, ".postgres-test", durable=False)
    entry = SERVER.django()
DATABASES = {
    "default": entry
    | {"ATOMIC_REQUESTS": True, "DISABLE_SERVER_SIDE_CURSORS": POOLED}
    | {"TEST": {"NAME": f"test_{postgres.NAME}_{SESSION}"}}
}

# Pages render without collectstatic; whitenoise and the live server find the files where they are.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow by design is slow in tests
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STEP_UP_MINUTES = 0  # tests/test_identity.py asks again

CITY_FRESH_SECONDS = 10**9  # read once; who changes the city in a test, looks anew (ground/city.py)
