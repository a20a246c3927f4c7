"""`manage.py makemigrations`: writes migrations that name nothing of this project which may move."""

from django.core.management.commands import makemigrations

from quartiersarbeit.management.autodetector import Autodetector


class Command(makemigrations.Command):
    """Django's, with what a migration must not name left out."""

    autodetector = Autodetector
