"""What the machine lacks before the app can run on it: asked in the order in which it is mended."""

import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone

from quartiersarbeit.ground.postgres import NoDatabaseError
from quartiersarbeit.operating import encryption
from quartiersarbeit.operating.programs import major, program
from quartiersarbeit.operating.watching import BEHIND, state

OLDEST_POSTGRESQL = 15


@dataclass(frozen=True)
class Lack:
    """What is missing, and the step that mends it."""

    what: str
    step: str


Check = Callable[[], Lack | None]


def checks() -> Iterator[tuple[str, Check]]:
    """Every question with its name, in the order of the installation."""
    yield "Gestaltung und Schriften", _design
    yield "Statische Dateien", _static
    yield "Adresse und Proxy", _address
    yield "Ablage der Dokumente", lambda: _writable(Path(settings.MEDIA_ROOT), "MEDIA_ROOT")
    yield "PostgreSQL", _postgresql
    yield "Programme von PostgreSQL", _programs
    yield "Tabellen und Regeln", _tables
    yield "Datenbankrolle", _role
    yield "E-Mail", _mail
    yield "Sicherung", _backup
    yield "Erstes Konto", _account


def _design() -> Lack | None:
    if Path(settings.PAPER_FONTS).exists() and all(
        Path(folder).exists() for _, folder in settings.STATICFILES_DIRS
    ):
        return None
    return Lack("Gestaltung und Schriften fehlen (node_modules).", "npm ci --ignore-scripts")


def _static() -> Lack | None:
    root = Path(settings.STATIC_ROOT)
    if not (root / "staticfiles.json").exists():
        return Lack("Die statischen Dateien sind nicht gesammelt.", "manage.py collectstatic --noinput")
    if any(not path.stat().st_mode & 0o004 for path in root.rglob("*")):
        return Lack("Statische Dateien sind nicht für alle lesbar.", f"chmod -R a+rX {root}")
    return None


def _address() -> Lack | None:
    if "*" in settings.ALLOWED_HOSTS:
        return Lack(
            "ALLOWED_HOSTS nennt „*“.", "ALLOWED_HOSTS auf den Namen setzen, unter dem man die Seite erreicht"
        )
    if not settings.PUBLIC_URL.startswith("https://"):
        return Lack("PUBLIC_URL beginnt nicht mit https://.", "PUBLIC_URL=https://… setzen")
    if settings.TRUSTED_PROXIES and settings.PUBLIC_URL not in settings.CSRF_TRUSTED_ORIGINS:
        return Lack(
            "CSRF_TRUSTED_ORIGINS nennt die Adresse der Seite nicht.",
            f"CSRF_TRUSTED_ORIGINS={settings.PUBLIC_URL}",
        )
    return None


def _writable(folder: Path, name: str) -> Lack | None:
    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"probe")
    except OSError as error:
        step = f"install -d -o quartiersarbeit -g quartiersarbeit -m 0700 {folder}"
        return Lack(f"{name} ({folder}) lässt sich nicht beschreiben: {error.strerror}.", step)
    return None


def _postgresql() -> Lack | None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Lack(
            f"Die Datenbank antwortet nicht: {' '.join(str(error).split())}",
            "DATABASE_URL und pg_hba.conf prüfen",
        )
    if major() < OLDEST_POSTGRESQL:
        return Lack("PostgreSQL ist älter als 15.", "PostgreSQL 15 oder neuer einsetzen")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
        )
        (encoding,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'btree_gist'")
        (extension,) = cursor.fetchone()
    if encoding != "UTF8":
        return Lack(
            f"Die Datenbank ist in {encoding} angelegt.", "createdb --encoding=UTF8 --template=template0 …"
        )
    if not extension:
        return Lack("Die Erweiterung btree_gist fehlt.", "apt-get install postgresql-contrib")
    return None


def _programs() -> Lack | None:
    try:
        for name in ("pg_dump", "pg_restore", "psql"):
            program(name)
    except (NoDatabaseError, DatabaseError) as error:
        return Lack(str(error), "apt-get install postgresql-client")
    return None


def _tables() -> Lack | None:
    try:
        from_now = state(timezone.now())
    except DatabaseError:
        return Lack("Die Datenbank ist leer.", "deploy/manage --owner upgrade")
    if from_now.behind:
        return Lack(BEHIND.format(from_now.behind), "deploy/manage --owner upgrade")
    if from_now.faults:
        named = ", ".join(map(str, from_now.faults[:3]))
        return Lack(f"Der Datenbank fehlen Regeln: {named}.", "aus einer ganzen Sicherung zurückholen")
    return None


def _role() -> Lack | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND pg_has_role(relowner, 'USAGE')),"
            " has_database_privilege(current_database(), 'TEMP'), has_table_privilege('django_migrations', 'INSERT'),"
            " has_table_privilege('partners_user', 'SELECT')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        superuser, owned, temporary, too_much, reads = cursor.fetchone()
    step = "psql … -f deploy/roles.sql, danach DATABASE_URL mit der Rolle qa_app"
    if superuser or owned:
        return Lack("Die Rolle in DATABASE_URL besitzt die Tabellen und könnte Regeln abschalten.", step)
    if temporary or too_much or not reads:
        return Lack("Der Rolle in DATABASE_URL fehlen Rechte, oder sie hat zu viele.", step)
    return None


def _mail() -> Lack | None:
    backend = get_connection(timeout=settings.EMAIL_TIMEOUT)
    if "smtp" not in type(backend).__module__:
        return Lack(
            "E-Mails gehen an keinen Mailserver.", "EMAIL_URL=smtp+tls://BENUTZER:PASSWORT@RECHNER:587 setzen"
        )
    try:
        backend.open()
        backend.close()
    except (OSError, smtplib.SMTPException) as error:
        return Lack(f"Der Mailserver antwortet nicht: {error}", "EMAIL_URL prüfen")
    return None


def _backup() -> Lack | None:
    if not settings.BACKUP_DIR:
        return Lack(
            "Es gibt keinen Ort für Sicherungen.", "BACKUP_DIR setzen, am besten auf einem anderen Rechner"
        )
    how = encryption.kind(settings.BACKUP_RECIPIENT)
    if how and shutil.which(how) is None:
        return Lack(f"{how} fehlt, für das BACKUP_RECIPIENT verschlüsselt.", f"apt-get install {how}")
    return _writable(Path(settings.BACKUP_DIR), "BACKUP_DIR")


def _account() -> Lack | None:
    if get_user_model().objects.filter(is_active=True).exists():
        return None
    return Lack("Es gibt noch kein Konto.", "deploy/manage setup --invite ADRESSE")
