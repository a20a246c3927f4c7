from django.apps import AppConfig
from django.core.checks import Tags, register

from quartiersarbeit.ground.registering import keep_count

keep_count()  # this app is the first, and this module is read before the models of any


class QuartiersarbeitConfig(AppConfig):
    name = "quartiersarbeit"
    verbose_name = "Quartiersarbeit"

    def ready(self) -> None:
        """Django asks its checks of us, too; and what is typed comes in as it is kept."""
        from quartiersarbeit.ground.letters import keep_typed_text
        from quartiersarbeit.health import rules_stand  # needs the apps to be loaded

        register(rules_stand, Tags.database)
        keep_typed_text()
