"""The addresses: German paths, English names; each app brings its own."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from quartiersarbeit import (
    components,
    deadlines,
    first_steps,
    forecast,
    handbook,
    health,
    mail_log,
    mail_wishes,
    news,
    protocol,
    search,
    several,
    tasks,
)
from quartiersarbeit import overview as views
from quartiersarbeit.api import reading
from quartiersarbeit.api.help import api_help
from quartiersarbeit.masterdata import sheets
from quartiersarbeit.masterdata import views as masterdata
from quartiersarbeit.privacy.views import disclosure, kept, public, retention
from quartiersarbeit.public import checking, open_data, reports

handler400 = "quartiersarbeit.ground.answers.not_understood"
handler500 = "quartiersarbeit.api.answering.broken"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("suche/", search.search, name="search"),
    path("aufgaben/", tasks.task_list, name="task_list"),
    path("aufgaben/gemeinsam/<slug:code>/", tasks.tasks_together, name="tasks_together"),
    path("gemeinsam/<slug:code>/", several.several, name="several"),
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
    path("erste-schritte/", first_steps.first_steps, name="first_steps"),
    path("stammdaten/", masterdata.masterdata, name="masterdata"),
    path("stammdaten/stadt/", masterdata.municipality, name="municipality"),
    path("stammdaten/plaetze/beschluss/", masterdata.seats_enter, name="seats_enter"),
    path("stammdaten/sitzungen/jahr/", masterdata.meetings_enter, name="meetings_enter"),
    *(path(at, view, name=name) for at, view, name in masterdata.addresses()),
    path("einlesen/<slug:kind>/", sheets.sheet_read, name="sheet_read"),
    path("einlesen/<slug:kind>/pruefen/", sheets.sheet_check, name="sheet_check"),
    path("einlesen/<slug:kind>/<slug:what>.xlsx", sheets.sheet_template, name="sheet_template"),
    path(
        "einlesen/<slug:kind>/bestand.csv",
        sheets.sheet_template,
        {"what": "bestand", "ending": "csv"},
        name="sheet_csv",
    ),
    path("protokoll/", protocol.protocol, name="protocol"),
    path("protokoll/<slug:kind>/<int:pk>/", protocol.protocol_of, name="protocol_of"),
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
    path("datenschutz/", public.privacy, name="privacy"),
    path("impressum/", public.imprint, name="imprint"),
    path("barrierefreiheit/", public.accessibility, name="accessibility"),
    path("barrierefreiheit/meldungen/", public.barrier_list, name="barrier_list"),
    path("barrierefreiheit/meldungen/<int:pk>/", public.barrier_answer, name="barrier_answer"),
    path("datenschutz/texte/<slug:page>/", public.public_text_edit, name="public_text_edit"),
    path("datenschutz/daten/", kept.data_kept, name="data_kept"),
    path("datenschutz/auskunft/", disclosure.disclosure, name="disclosure"),
    path(
        "datenschutz/auskunft/<slug:kind>/<int:pk>.<slug:form>",
        disclosure.disclosure_file,
        name="disclosure_file",
    ),
    path("datenschutz/aufbewahrung/", retention.retention, name="retention"),
    path("datenschutz/aufbewahrung/angebot/", retention.archive_offer, name="archive_offer"),
    path("datenschutz/aufbewahrung/angebote/<int:pk>/", retention.archive_answer, name="archive_answer"),
    path("oeffentlich/", reports.public_home, name="public_home"),
    path("oeffentlich/berichte/<int:pk>/", reports.public_report, name="public_report"),
    path("oeffentlich/berichte/<int:pk>/bericht.pdf", reports.public_report_pdf, name="public_report_pdf"),
    path("pruefen/", checking.paper_check, name="paper_check"),
    path("offene-daten/", open_data.open_data, name="open_data"),
    path("offene-daten/woerterbuch.json", open_data.open_data_dictionary, name="open_data_dictionary"),
    path("offene-daten/katalog.jsonld", open_data.open_data_catalogue, name="open_data_catalogue"),
    path("offene-daten/foerderungen-360giving.json", open_data.open_data_grants, name="open_data_grants"),
    path("offene-daten/<slug:slug>.<slug:form>", open_data.open_data_file, name="open_data_file"),
    path("gesundheit/live", health.live, name="live"),
    path("gesundheit/bereit", health.ready, name="ready"),
    path("gesundheit/metriken", health.metrics, name="metrics"),
    path("api/", api_help, name="api_help"),
    path("api/v1/", reading.addresses()),
    path("hilfe/", handbook.handbook, name="help"),
    path("komponenten/", components.components, name="components"),
]
