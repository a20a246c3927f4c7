"""The addresses: German paths, English names; each app brings its own."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from quartiersarbeit import (
    components,
    deadlines,
    forecast,
    handbook,
    health,
    mail_log,
    mail_wishes,
    news,
    tasks,
)
from quartiersarbeit import overview as views

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("aufgaben/", tasks.task_list, name="task_list"),
    path("aufgaben/gemeinsam/<slug:code>/", tasks.tasks_together, name="tasks_together"),
    path("fristen/", deadlines.deadline_list, name="deadline_list"),
    path("fristen/kalender.ics", deadlines.calendar, name="calendar"),
    path("fristen/kalender/", deadlines.calendar_key, name="calendar_key"),
    path("neuigkeiten/", news.news_list, name="news_list"),
    path("neuigkeiten/gelesen/", news.news_read, name="news_read"),
    path("neuigkeiten/<int:pk>/", news.news_open, name="news_open"),
    path("benachrichtigungen/", mail_log.mail_log, name="mail_log"),
    path("benachrichtigungen/<int:pk>/", mail_log.mail_detail, name="mail_detail"),
    path("benachrichtigungen/personen/<int:pk>/", mail_log.mail_log_of, name="mail_log_of"),
    path("konto/benachrichtigungen/", mail_wishes.mail_wishes, name="mail_wishes"),
    path("gespraeche/vorschau/", forecast.forecast, name="forecast"),
    path("", include("partners.urls")),
    path("", include("sites.urls")),
    path("", include("funding.urls")),
    path("", include("quality_dialog.urls")),
    path("konto/email/", views.not_here, name="account_email"),  # `partners:account_address` instead
    path("konto/", include("allauth.account.urls")),
    path("konto/zwei-faktor/", RedirectView.as_view(pattern_name="partners:account"), name="mfa_index"),
    path("konto/zwei-faktor/", include("allauth.mfa.urls")),
    path("konto/anmeldungen/", include("allauth.usersessions.urls")),
    path("verwaltung/", admin.site.urls),
    path("gesundheit/live", health.live, name="live"),
    path("gesundheit/bereit", health.ready, name="ready"),
    path("hilfe/", handbook.handbook, name="help"),
    path("komponenten/", components.components, name="components"),
]
