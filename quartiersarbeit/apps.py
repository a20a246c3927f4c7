from django.apps import AppConfig


class QuartiersarbeitConfig(AppConfig):
    name = "quartiersarbeit"
    verbose_name = "Quartiersarbeit"
