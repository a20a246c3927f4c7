"""The ground is an app so that templates find its tags; it has no models."""

from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "quartiersarbeit.ground"
    verbose_name = "Grundlagen"
