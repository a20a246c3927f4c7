"""The addresses of this floor."""

app_name = "quality_dialog"
urlpatterns: list = []
