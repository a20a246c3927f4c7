"""What the protocol in docs/barrierefreiheit.md was made with: the checks that a program can do.

    python -m tests.browser.by_hand http://127.0.0.1:8000

asks a running demo server as Koordination and prints a line for each page. What needs eyes and ears stands in the
protocol as what it is: looked at, or not yet done.
"""

import os
import re
import shutil
import sys

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser import forced, narrow, printing

# The twenty main pages, the two records by the link that leads to them.
PAGES = (
    *("/", "/aufgaben/", "/fristen/", "/neuigkeiten/", "/suche/?q=Vereinbarung", "/stammdaten/", "/partner/"),
    *("/gespraeche/", "/vereinbarungen/", "/standorte/", "/haushalt/", "/haushalt/*", "/zuweisungen/"),
    *("/auszahlungen/", "/verwendungsnachweise/", "/qualitaetsdialog/", "/feststellungen/", "/massnahmen/"),
    *("/berichte/", "/berichte/*"),
)
MOST_STOPS = 600
NAME, PASSWORD = "koordination@example.org", "quartier-demo"  # the demo's
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  if (window.last === e) return 'same';  // the parts of a date field
  window.last = e;
  if (e.dataset.stop) return 'again';
  e.dataset.stop = 'yes';
  const box = e.getBoundingClientRect(), s = getComputedStyle(e);
  const field = e.matches('input, select, textarea');
  const marked = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' || field;
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
  const covered = at && !e.contains(at) && !at.contains(e) && !at.closest('label');
  const name = (e.innerText || e.ariaLabel || '').slice(0, 30);
  return {seen: box.width * box.height > 0, marked, covered: !!covered, name};
}"""
LANDMARKS = ("banner", "navigation", "main", "contentinfo")
NEEDS_A_NAME = (
    "button",
    "link",
    "textbox",
    "combobox",
    "checkbox",
    "radio",
    "searchbox",
    "image",
    "table",
    "region",
)


def keyboard(page: Page) -> str:
    """Tab from the top until nothing new gets the focus."""
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    stops, wrong, first = 0, [], ""
    while stops < MOST_STOPS:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at == "same":
            continue
        if at in (None, "again"):
            break
        first = first or at["name"]
        wrong += [f"{at['name']!r}: {kind}" for kind in ("seen", "marked") if not at[kind]]
        wrong += [f"{at['name']!r}: covered"] if at["covered"] else []
        stops += 1
    begins = "" if first == "Zum Inhalt springen" else f", begins with {first!r}"
    return f"{stops} stops{begins}" + (f", WRONG {wrong[:4]}" if wrong else "")


def tree(page: Page) -> str:
    """What a screen reader is given: landmarks, headings, and a name for all that can be used."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = [
        (one["role"]["value"], one.get("name", {}).get("value", "").strip())
        for one in nodes
        if not one.get("ignored") and "role" in one
    ]
    roles = [role for role, _ in said]
    missing = [role for role in LANDMARKS if role not in roles]
    nameless = [role for role, name in said if role in NEEDS_A_NAME and not name]
    wrong = [f"{kind} {which}" for kind, which in (("missing", missing), ("nameless", nameless)) if which]
    return f"{len(said)} nodes, {roles.count('heading')} headings" + (f", WRONG {wrong}" if wrong else "")


def signed_in(browser: Browser, server: str) -> Page:
    page = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{server}/konto/login/")
    page.fill("#id_login", NAME)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def opened(page: Page, server: str, address: str) -> None:
    """The page of this address; with a star the first record of the list."""
    page.goto(server + address.rstrip("*"))
    if address.endswith("*"):
        links = page.locator("main tbody a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        page.goto(server + next(one for one in links if re.fullmatch(rf"{address[:-1]}\d+/", one)))


def take_pictures(server: str, folder: str) -> None:
    """A picture of each main page for the Handbuch, named like the passage that its help leads to."""
    os.makedirs(folder, exist_ok=True)
    with sync_playwright() as program:
        browser = chromium(program)
        page = signed_in(browser, server)
        taken = set()
        for address in PAGES:
            opened(page, server, address)
            passage = page.locator(".page-help__link").get_attribute("href").partition("#")[2]
            if passage not in taken:  # the first page of a passage is the one it begins with
                page.screenshot(path=f"{folder}/{passage}.png")
                taken.add(passage)
        browser.close()


def chromium(program: Playwright) -> Browser:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return program.chromium.launch(executable_path=found, args=["--no-sandbox"])


def main(server: str, pictures: str = "") -> None:
    with sync_playwright() as program:
        browser = chromium(program)
        page = signed_in(browser, server)
        for number, address in enumerate(PAGES, start=1):
            page.set_viewport_size({"width": 1280, "height": 900})
            opened(page, server, address)
            told = {
                "keyboard": keyboard(page),
                "tree": tree(page),
                "forced": forced.lost(page, f"{pictures}/{number:02}.png" if pictures else "") or "ok",
                "print": printing.on_paper(page) or "ok",
                "400 %": narrow.wider(page) or "ok",
                "touch": narrow.small(page) or "ok",
            }
            print(address, told)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
