"""The addresses of this floor, both halves under one name."""

from quality_dialog.dialogue.urls import urlpatterns as dialogue
from quality_dialog.report.urls import urlpatterns as report

app_name = "quality_dialog"
urlpatterns = [*dialogue, *report]
