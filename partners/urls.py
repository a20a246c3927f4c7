"""The addresses of this floor."""

app_name = "partners"
urlpatterns: list = []
