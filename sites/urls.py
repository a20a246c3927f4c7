"""The addresses of this floor."""

app_name = "sites"
urlpatterns: list = []
