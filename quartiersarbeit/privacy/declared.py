"""The declarations of all apps in one: what is personal, what is not, and what nobody has said yet."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db import models

from quartiersarbeit.ground.privacy import (
    ACTED,
    NAMED,
    QUEUE,
    RECORD,
    RIGHTS,
    SAFETY,
    SENT,
    SESSION,
    NotPersonal,
    Personal,
    acted,
    can_be_personal,
    names_who_acted,
)

MODULES = ("partners.privacy", "sites.privacy", "funding.privacy", "quality_dialog.privacy")
SIGNED_IN = "_auth_user_id"  # whose session it is stands inside its data
_USER = "Person mit Konto"
_SIGN_IN = "Anmeldung"

# What stands in tables that are not ours.
PERSONAL = [
    Personal("account.EmailAddress", "user email verified primary", _USER, "user", _SIGN_IN, RIGHTS, SAFETY),
    Personal(
        "account.EmailConfirmation",
        "key created sent",
        *(_USER, "email_address__user", _SIGN_IN, RIGHTS, SAFETY),
        hidden="key",
    ),
    Personal(
        "mfa.Authenticator",
        "user type data created_at last_used_at",
        *(_USER, "user", "Zweiter Faktor der Anmeldung", RIGHTS, SAFETY),
        hidden="data",
    ),
    Personal(
        "socialaccount.SocialAccount",
        "user provider uid last_login date_joined extra_data",
        *(_USER, "user", "Anmeldung mit dem Anmeldedienst der Stadt", RIGHTS, SAFETY),
    ),
    Personal(
        "socialaccount.SocialToken",
        "account token token_secret expires_at",
        *(
            _USER,
            "account__user",
            "Anmeldung mit dem Anmeldedienst der Stadt; die Tabelle bleibt leer",
            RIGHTS,
            SAFETY,
        ),
        hidden="token token_secret",
    ),
    Personal(
        "usersessions.UserSession",
        "user created_at ip last_seen_at session_key user_agent data",
        *(_USER, "user", "Eigene Anmeldungen sehen und beenden", SESSION, SAFETY),
        hidden="session_key",
    ),
    Personal(
        "sessions.Session",
        "session_key session_data expire_date",
        *(_USER, SIGNED_IN, _SIGN_IN, SESSION, SAFETY),
        hidden="session_key session_data",
    ),
    Personal(
        "admin.LogEntry",
        "user object_id object_repr change_message action_time",
        *(ACTED, "user", "Nachweis, was in der Verwaltung geändert wurde", RECORD),
    ),
    Personal(
        "django_tasks_database.DBTaskResult",
        "args_kwargs return_value traceback",
        *("Wem eine E-Mail geschrieben wird", NAMED, "E-Mails versenden", QUEUE),
        hidden="args_kwargs return_value traceback",  # a link to a new password may stand in it
    ),
    Personal(
        "quartiersarbeit.HistoryEntry",
        "author at event_table",
        *(ACTED, "author", "Protokoll: wer wann was geändert hat", RECORD),
    ),
    Personal(
        "quartiersarbeit.SentForm",
        "location said",
        *("Wer ein Formular abgesendet hat", NAMED, "Nichts doppelt speichern", SENT, SAFETY),
        hidden="location said",  # what the answer said; a link that is shown once may stand in it
    ),
    Personal(
        "pghistory.Context",
        "metadata",
        *(ACTED, NAMED, "Protokoll: wer gehandelt hat; die Tabelle bleibt leer", RECORD),
    ),
]

NOT_PERSONAL = [
    NotPersonal(
        "django_tasks_database.DBTaskResult",
        "id task_path worker_ids queue_name backend_name exception_class_path",
        "Kennungen von Programmen",
    ),
    NotPersonal(
        "quartiersarbeit.HistoryEntry", "covers digest", "Namen von Spalten und Prüfsumme eines Ereignisses"
    ),
    NotPersonal("quartiersarbeit.HistorySeal", "content before sha256", "Prüfsummen der Historie"),
    NotPersonal("quartiersarbeit.SentForm", "key content", "Prüfsummen eines abgesendeten Formulars"),
    NotPersonal("pghistory.Context", "id", "Zufällige Kennung"),
    NotPersonal(
        "socialaccount.SocialApp",
        "provider provider_id name client_id secret key settings",
        "Die Tabelle bleibt leer: den Anmeldedienst nennt die Umgebung",
    ),
    NotPersonal("auth.Permission", "name codename", "Name eines Rechts"),
    NotPersonal("auth.Group", "name", "Name einer Rolle"),
    NotPersonal("contenttypes.ContentType", "app_label model", "Name einer Tabelle"),
]


@cache
def tables() -> dict[str, type[models.Model]]:
    """The models that have a table of their own, by label; the history's repeat what their models declare."""
    known = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: model
        for model in known
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    }


@cache
def events() -> dict[str, type[models.Model]]:
    """The history of each model that has one, by the model's label."""
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {model.pgh_tracked_model._meta.concrete_model._meta.label: model for model in tracked}


@cache
def personal() -> tuple[Personal, ...]:
    """All that is personal, in the order of the floors; last, who acted."""
    stated = [one for name in MODULES for one in import_module(name).PERSONAL]
    return (*stated, *PERSONAL, *acted(tables().values()))


@cache
def not_personal() -> tuple[NotPersonal, ...]:
    """All that could be personal and is not."""
    return (*(one for name in MODULES for one in import_module(name).NOT_PERSONAL), *NOT_PERSONAL)


def field_label(model: str, name: str) -> str:
    """What a field is called in German."""
    return str(tables()[model]._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def undeclared(known: dict[str, type[models.Model]]) -> set[str]:
    """The fields („app.Model.field“) that can hold something about a person and are declared nowhere."""
    stated: list[Personal | NotPersonal] = [*personal(), *not_personal()]
    return set(_asked(known)) - {f"{one.model}.{name}" for one in stated for name in one.names}


def _asked(known: dict[str, type[models.Model]]) -> Iterator[str]:
    for label, model in known.items():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if can_be_personal(field) and not names_who_acted(field):
                yield f"{label}.{field.name}"
