"""The addresses of this floor."""

app_name = "funding"
urlpatterns: list = []
