from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Netzwerk"

    def ready(self) -> None:
        """The security log hears of sign-ins."""
        from partners.security import listen  # needs the models to be loaded

        listen()
