from django.apps import AppConfig


class QualityDialogConfig(AppConfig):
    name = "quality_dialog"
    verbose_name = "Qualitätsdialog"
