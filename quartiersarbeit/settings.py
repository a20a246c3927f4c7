"""One settings file for demo, tests and production; the environment says which.

`DEMO=on` (written into `.env` by `make setup`) needs no secret and uses the embedded PostgreSQL.
Without it this is production: SECRET_KEY, DATABASE_URL and ALLOWED_HOSTS must be given, or the
start is refused with one sentence. So it is where DEMO meets a database that somebody named: the
example accounts have a public password, and a file written for the demo is easily forgotten.
"""

import tomllib
from pathlib import Path
from typing import Any

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from quartiersarbeit.ground import alarm, lines, postgres
from quartiersarbeit.ground.roles import ROLES

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
PRODUCTION = not (DEBUG or DEMO)


def secret(name: str, otherwise):
    """The environment's value; outside production `otherwise()` will do, in production nothing will."""
    if value := env.str(name, ""):
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(
            f"{name} fehlt: Im Produktivbetrieb muss die Umgebungsvariable {name} gesetzt sein "
            "(für die Vorführung genügt DEMO=on)."
        )
    return otherwise()


DATABASE = postgres.database(secret("DATABASE_URL", lambda: ""), BASE_DIR)
if DEMO and not postgres.is_embedded(DATABASE, BASE_DIR):
    raise ImproperlyConfigured(
        "DEMO=on und DATABASE_URL schließen einander aus: Beispieldaten kommen nur in die eingebaute Datenbank. "
        f"Bitte DEMO=off setzen oder entfernen (auch in {BASE_DIR / '.env'}) oder DATABASE_URL leer lassen."
    )
SECRET_KEY = secret("SECRET_KEY", get_random_secret_key)
# Earlier ones, while it is changed: what was signed and encrypted with them is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = secret("ALLOWED_HOSTS", lambda: "localhost,127.0.0.1,[::1]").split(",")
# Where the site is reached, without a slash at the end: identifiers in published files rest on it.
PUBLIC_URL = env.str("PUBLIC_URL", default=f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Whether DATABASE_URL names a pgbouncer that pools transactions: then nothing may outlast one (deploy/pgbouncer).
POOLED = env.bool("POOLED", False)
CONNECTING = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": POOLED}
DATABASES = {"default": DATABASE | CONNECTING | {"ATOMIC_REQUESTS": True}}
# A streaming replica from which lists and reports are read, except for so many seconds by who has just written.
REPLICA_URL = env.str("REPLICA_URL", "")
REPLICA_LAG_SECONDS = env.int("REPLICA_LAG_SECONDS", 10)
if REPLICA_URL:
    DATABASES["replica"] = postgres.database(REPLICA_URL, BASE_DIR, connect_seconds=2) | CONNECTING
    DATABASE_ROUTERS = ["quartiersarbeit.ground.replica.Router"]
# How long a connection of the server waits for another's lock, for one statement, and for us in an open transaction,
# in seconds; 0 leaves it to the database's role.
LOCK_TIMEOUT_SECONDS = env.float("LOCK_TIMEOUT_SECONDS", 2)
STATEMENT_TIMEOUT_SECONDS = env.float("STATEMENT_TIMEOUT_SECONDS", 30)
IDLE_IN_TRANSACTION_SECONDS = env.float("IDLE_IN_TRANSACTION_SECONDS", 60)
SENT_FORM_DAYS = env.int("SENT_FORM_DAYS", 7)  # so long a form that was sent is known by its key
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "quartiersarbeit",
    "quartiersarbeit.ground",
    "quality_dialog",
    "funding",
    "sites",
    "partners",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",  # which account belongs to whom at the identity service (partners/openid.py)
    "allauth.usersessions",
    "crispy_forms",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "quartiersarbeit.ground.arriving.Arriving",
    "quartiersarbeit.ground.lines.Requests",
    # Above the static files and the redirect to https: these carry the headers as well.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "quartiersarbeit.ground.answers.Closed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quartiersarbeit.ground.answers.NeverKept",
    "partners.security.SecurityLog",  # outside the transaction of the request
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "quartiersarbeit.ground.idle.Idle",
    "quartiersarbeit.ground.replica.Writes",
    "quartiersarbeit.ground.unsent.SignedIn",
    "quartiersarbeit.ground.acting.ActingFor",
    "quartiersarbeit.ground.acting.OnlyReads",
    "quartiersarbeit.ground.identity.SecondFactorFirst",
    "quartiersarbeit.ground.guarded.WritesNeedGuards",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "quartiersarbeit.sent_once.SentOnce",  # last: it calls the view
]

ROOT_URLCONF = "quartiersarbeit.urls"
WSGI_APPLICATION = "quartiersarbeit.wsgi.application"
FORM_RENDERER = "quartiersarbeit.ground.options.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quartiersarbeit.ground.frame.frame",
            ],
            # The csrf_token and the url of the last two stand in place of Django's.
            "builtins": [
                f"quartiersarbeit.ground.templatetags.{name}" for name in ("german", "sending", "addresses")
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("kern",)
CRISPY_TEMPLATE_PACK = "kern"

SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique without regard to case, by a constraint

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = [
    "partners.deputising.Roles",  # signs in, and says what roles give, also to a deputy
    "django.contrib.auth.backends.ModelBackend",  # of sessions that began with it
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
] + [{"NAME": "partners.passwords.LocalWordsValidator"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "partners.accounts.Accounts"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by Verwaltung; nobody signs up
ACCOUNT_SESSION_REMEMBER = False
# Wrong attempts: so many at one address over all accounts, and so many for an account at an address (attempts.py).
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "100/5m/ip,5/5m/key"}
SECURITY_LOG_DAYS = env.int("SECURITY_LOG_DAYS", 180)  # then `manage.py shorten_security_log` removes a line
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whose password or second factor was changed, is told
# A person has one address, in `User.email`; allauth's table of addresses is not used.
ACCOUNT_FORMS = {"reset_password": "partners.forms.account.ForgottenPasswordForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
MFA_ADAPTER = "partners.accounts.SecondFactor"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # asks allauth's table of addresses
MFA_FORMS = {"add_webauthn": "partners.forms.account.PasskeyForm"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Quartiersarbeit"

# So many minutes after signing in one is asked again before acts of weight (ground/identity.py); 0: never.
STEP_UP_MINUTES = env.int("STEP_UP_MINUTES", 15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = (STEP_UP_MINUTES or 15) * 60  # allauth's own pages ask the same
# Whoever has one of these roles sets a second factor up before anything else.
MFA_ROLES = env.list(
    "MFA_ROLES", default=["Koordination", "Freigabe", "Verwaltung", "Revision"] if PRODUCTION else []
)

# So long somebody whose role, membership or organisation has ended may still read; 0: not a day longer than that day.
SIGHT_DAYS = env.int("SIGHT_DAYS", 90)
# The city's own identity service (OpenID Connect); where no issuer is named, there is neither button nor address.
OIDC_ISSUER = env.str("OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_LABEL = env.str("OIDC_LABEL", "Anmeldedienst der Stadt")  # as the button says it: „Mit … anmelden“
OIDC_SCOPES = env.list("OIDC_SCOPES", default=["openid", "profile", "email"])
OIDC_EMAIL_VERIFIED_CLAIM = env.str("OIDC_EMAIL_VERIFIED_CLAIM", "email_verified")
OIDC_ROLE_CLAIM = env.str("OIDC_ROLE_CLAIM", "groups")  # dots lead into what is nested: realm_access.roles
OIDC_ROLES = env.dict("OIDC_ROLES", default={})  # what stands in the claim = the role here
OIDC_ORGANISATION_CLAIM = env.str("OIDC_ORGANISATION_CLAIM", "groups")
# What stands in the claim = a partner's short name.
OIDC_ORGANISATIONS = env.dict("OIDC_ORGANISATIONS", default={})
# By which words in which claim the service says that somebody has shown a second factor; none: it never says so.
OIDC_FACTOR_CLAIM = env.str("OIDC_FACTOR_CLAIM", "amr")
OIDC_FACTORS = env.list("OIDC_FACTORS", default=[])
if OIDC_ISSUER:
    if not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
        raise ImproperlyConfigured("Zu OIDC_ISSUER gehören OIDC_CLIENT_ID und OIDC_CLIENT_SECRET.")
    if PRODUCTION and not OIDC_ISSUER.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER muss mit https:// beginnen.")
    if unknown := sorted({*OIDC_ROLES.values()} - {*ROLES}):
        raise ImproperlyConfigured(f"OIDC_ROLES nennt unbekannte Rollen: {', '.join(unknown)}.")
SOCIALACCOUNT_ADAPTER = "partners.openid.Service"

INVITATION_DAYS = env.int("INVITATION_DAYS", 14)  # so long the link of an invitation is good

# --- History: who changed what, written by the database itself -----------------------------------
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()  # who and where stand in the event's own row
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"

# --- Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "de"
TIME_ZONE = env.str("TIME_ZONE", "Europe/Berlin")  # its midnight ends a day

# --- Files -----------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist")]
PAPER_FONTS = BASE_DIR / "node_modules" / "@expo-google-fonts" / "fira-sans"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "quartiersarbeit.ground.storing.WholeFiles"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Whoever collects them, the server must be able to read them: uploads alone are private.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
# Documents in an S3-compatible storage instead of MEDIA_ROOT; its keys are AWS's own variables.
# It needs django-storages[s3].
DOCUMENTS_BUCKET = env.str("DOCUMENTS_BUCKET", "")
DOCUMENTS_ENDPOINT = env.str("DOCUMENTS_ENDPOINT", "")
if DOCUMENTS_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": DOCUMENTS_BUCKET,
            "endpoint_url": DOCUMENTS_ENDPOINT or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the files are for this site's pages
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")  # never served by its own address
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "quartiersarbeit.ground.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# What a file that somebody sends may cost: memory and processor time of the process that looks into it, and the
# seconds it is waited for where the machine has much to do.
FILE_CHECK_MEGABYTES = env.int("FILE_CHECK_MEGABYTES", 192)
FILE_CHECK_SECONDS = env.float("FILE_CHECK_SECONDS", 1.5)
FILE_CHECK_PATIENCE = env.int("FILE_CHECK_PATIENCE", 20)
# The virus scanner: unix:///run/clamav/clamd.ctl or tcp://host:3310; where it is empty none is asked.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
CLAMD_TIMEOUT = env.int("CLAMD_TIMEOUT", 20)  # seconds for each of its replies
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- Backups ---------------------------------------------------------------------------------------
BACKUP_DIR = env.str("BACKUP_DIR", "")  # where `manage.py backup` writes; not on the same disk, if you can
BACKUP_KEEP_DAYS = env.int("BACKUP_KEEP_DAYS", 30)  # older ones are removed, never the newest
# So old the newest may be until /gesundheit/bereit says so.
BACKUP_MAX_HOURS = env.int("BACKUP_MAX_HOURS", 26)
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", "")  # a public key of age or GPG they are encrypted for

# --- Notices -----------------------------------------------------------------------------------------
# How a notice is numbered: {year} and {number}, with zeros as {number:03d}. A fiscal year keeps the pattern it
# was opened with.
NOTICE_NUMBER_PATTERN = env.str("NOTICE_NUMBER_PATTERN", "{year}/QA-{number:03d}")
# The lines of the letterhead, separated by commas: city, office, street, town.
NOTICE_SENDER = env.list("NOTICE_SENDER", default=[])  # empty: the city as it is entered

# --- Security --------------------------------------------------------------------------------------
SECURE = env.bool("SECURE", PRODUCTION)  # behind TLS; off only where the demo runs on plain 127.0.0.1
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^gesundheit/"]  # a probe on the machine itself speaks plain http
# How many proxies of ours stand in front: whose word on a client's address and on https is taken. Until 1.0 one of
# them was meant by BEHIND_PROXY=on.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1 if env.bool("BEHIND_PROXY", False) else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "quartiersarbeit.ground.unsent.csrf_failure"
CSRF_COOKIE_HTTPONLY = True  # the pages' forms carry the token; no script reads the cookie
if SECURE:  # a name that browsers take from this host alone, over TLS
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what is said stays on the server
SESSION_COOKIE_AGE = 10 * 3600  # at most so long, however busy
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 60)  # without a request, until one is signed out
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Cache: what must be the same for every process of the server, such as the count of failed sign-ins
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://quartiersarbeit_cache")}

# How often a minute a person's programs are answered (docs/api.md).
API_PER_MINUTE = env.int("API_PER_MINUTE", 120)

# --- Everybody: published reports, the check of papers and open data, without an account; off: none of it is there
PUBLIC_PAGES = env.bool("PUBLIC_PAGES", DEMO)
OPEN_DATA_LICENSE = env.str(
    "OPEN_DATA_LICENSE", ""
)  # its address, as the city decides; none is claimed where it is empty
OPEN_DATA_CONTRIBUTOR = env.str(
    "OPEN_DATA_CONTRIBUTOR", ""
)  # the address GovData has given (dcatde:contributorID)
GRANTS_PREFIX = env.str("GRANTS_PREFIX", "")  # what 360Giving has given the city for its identifiers

# --- Money: what the city decides and may decide anew --------------------------------------------
PROOF_DUE_MONTHS = env.int("PROOF_DUE_MONTHS", 3)  # after the budget year's end: the 31 March
REPAYMENT_DUE_DAYS = env.int("REPAYMENT_DUE_DAYS", 30)  # after the claim is drafted

# --- Quality dialogue ------------------------------------------------------------------------------
INDICATOR_JUMP = env.int("INDICATOR_JUMP", 2)  # so many times as much, or as little, asks for a reason

# --- Privacy: how long what is known of people is kept, in months; the city's to decide --------------
RETAIN_CONTACT_MONTHS = env.int("RETAIN_CONTACT_MONTHS", 24)  # after the last day in the function
RETAIN_ACCOUNT_MONTHS = env.int("RETAIN_ACCOUNT_MONTHS", 24)  # after the account was locked for good
RETAIN_MAIL_MONTHS = max(2, env.int("RETAIN_MAIL_MONTHS", 12))  # reminders look back a month
RETAIN_NEWS_MONTHS = env.int("RETAIN_NEWS_MONTHS", 12)
RETAIN_BARRIER_MONTHS = env.int("RETAIN_BARRIER_MONTHS", 12)  # after the answer
# So long the Stadtarchiv may think about an offer.
ARCHIVE_ANSWER_MONTHS = env.int("ARCHIVE_ANSWER_MONTHS", 6)
INVITATION_ANSWER_DAYS = env.int("INVITATION_ANSWER_DAYS", 7)  # so long a partner has to say whether it comes
MINUTES_DAYS = env.int("MINUTES_DAYS", 14)  # so long after a dialogue's meeting its minutes are shared
# So long before a resolution ends, the next is thought of.
MANDATE_AHEAD_MONTHS = env.int("MANDATE_AHEAD_MONTHS", 9)
BARRIER_ANSWER_DAYS = env.int("BARRIER_ANSWER_DAYS", 28)  # so long whoever reported a barrier waits at most

# --- Mail and log ----------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "quartiersarbeit@example.org")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")  # in the mails' own identifiers
MAIL_HOUR = env.int("MAIL_HOUR", 7)  # o'clock from which the daily mail goes out
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)  # seconds the worker waits for the mail server
CITY_FRESH_SECONDS = 10  # so long a process goes on with what it has read of the city
CITY_NAME = env.str("CITY_NAME", "Stadt Bielefeld")  # until the city is entered under „Stammdaten“
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Quartiersarbeit: "
# What need not be done while somebody waits – mail – is queued in the database and done by `manage.py worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Who is told of an error by mail, separated by commas; and a service that takes them as Sentry does, if there is one.
ADMIN_EMAILS = env.list("ADMIN_EMAILS", default=[])
SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    alarm.begin(SENTRY_DSN, VERSION)
# What Prometheus shows at /gesundheit/metriken; without it there is none.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
# Less room for documents is told by /gesundheit/bereit.
DISK_MIN_MEGABYTES = env.int("DISK_MIN_MEGABYTES", 500)
# One line of JSON for each request and each error; off: words, and only what was refused or broke.
LOG_JSON = env.bool("LOG_JSON", PRODUCTION)
LOGGING = lines.written(as_json=LOG_JSON)
