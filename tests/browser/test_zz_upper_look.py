import os
from decimal import Decimal
import pytest
from django.conf import settings
from django.utils import timezone
from django.urls import reverse
pytestmark = pytest.mark.django_db(transaction=True)

def test_look(page, live_server, axe, client_of):
    from quartiersarbeit import demo
    from django.apps import apps
    from quartiersarbeit.roles import grant
    from quartiersarbeit.history import acting
    grant(apps, None)
    with acting(None, reason="x"):
        demo.load(timezone.localdate())
    from partners.models import User
    from funding.models import FiscalYear, Allocation, Decision, Disbursement
    from quality_dialog.models import Finding, Cycle
    U = {u.email.split("@")[0]: u for u in User.objects.all()}
    year = FiscalYear.objects.order_by("-year").first()
    years = {y.year for y in FiscalYear.objects.all()}
    print(years, [(c.year, c.dialogues.count()) for c in Cycle.objects.all()])
    cur = FiscalYear.objects.get(year=timezone.localdate().year)
    empty = FiscalYear.objects.create(year=2030, appropriation=Decimal("80000"), mandate=cur.mandate, opened_on=timezone.localdate())
    draft = Decision.objects.filter(approved_on=None).first()
    al = Disbursement.objects.filter(paid_on__isnull=False).order_by("-pk").first().allocation
    from django.db.models import Count
    finding = Finding.objects.filter(statements__stance="dissents").first() or Finding.objects.first()
    dia = finding.dialogue
    site = Allocation.objects.first().site
    def big():
        return cur.allocate(site=Site.objects.exclude(allocations__fiscal_year=cur).first(), recipient=al.recipient, purpose="Zusätzliche Quartiersarbeit", amount=Decimal("70000"), by=U["koordination"], on=timezone.localdate())
    from sites.models import Site
    shots = [
     ("koordination","years","/haushalt/",None),
     ("koordination","year",cur.get_absolute_url(),None),
     ("freigabe","year_free",cur.get_absolute_url(),None),
     ("koordination","year_empty",empty.get_absolute_url(),None),
     ("koordination","year_stichtag",cur.get_absolute_url()+"?stichtag=31.02.2026",None),
     ("koordination","plan",f"/haushalt/{cur.year}/zuweisungen/neu/",None),
     ("koordination","plan_errors",f"/haushalt/{cur.year}/zuweisungen/neu/",{"id_amount":"8,000.00"}),
     ("koordination","alloc",al.get_absolute_url(),None),
     ("koordination","decnew",reverse("funding:decision_create",args=[al.pk]),None),
     ("koordination","dec",draft.get_absolute_url() if draft else "/haushalt/",None),
     ("freigabe","dec_free",draft.get_absolute_url() if draft else "/haushalt/",None),
     ("koordination","cycles","/qualitaetsdialog/",None),
     ("koordination","cycle",dia.cycle.get_absolute_url(),None),
     ("koordination","dialogue",dia.get_absolute_url(),None),
     ("koordination","finding",finding.get_absolute_url(),None),
     ("koordination","measures","/massnahmen/",None),
     ("awo","p_cycles","/qualitaetsdialog/",None),
     ("awo","p_measures","/massnahmen/?q=zzz",None),
     ("awo","p_alloc",(Allocation.objects.filter(recipient=U["awo"].partner).first() or al).get_absolute_url(),None),
     ("freigabe","refused","REFUSE",None),
     ("koordination","year_over",cur.get_absolute_url(),None),
    ]
    only = os.environ.get("ONLY","").split(",") if os.environ.get("ONLY") else None
    who = None
    for user,name,addr,fill in shots:
        if name in ("refused","year_over") and not cur.allocations.filter(purpose="Zusätzliche Quartiersarbeit").exists():
            bigd = big().decisions.get()
        if only and name not in only: continue
        if who != user:
            c = client_of(U[user]); page.context.clear_cookies()
            page.context.add_cookies([{"name":settings.SESSION_COOKIE_NAME,"value":c.cookies[settings.SESSION_COOKIE_NAME].value,"url":live_server.url}]); who=user
        for w in (1280,320):
            for scheme in ("light","dark"):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width":w,"height":900})
                if addr=="REFUSE":
                    page.goto(live_server.url+bigd.get_absolute_url())
                    page.get_by_role("button", name="freigeben").click()
                else:
                    page.goto(live_server.url+addr)
                if fill:
                    for k,v in fill.items(): page.fill("#"+k,v)
                    page.get_by_role("button", name="Zuweisung planen").click()
                if page.evaluate("document.documentElement.scrollWidth") > w: print("WIDE", name, w, page.evaluate("document.documentElement.scrollWidth"))
                if w == 1280 or scheme == "light":
                    page.screenshot(path=f"/tmp/upper/{name}_{w}_{scheme}.png", full_page=True)
                for f in axe(): print("AXE", name, w, scheme, f)
