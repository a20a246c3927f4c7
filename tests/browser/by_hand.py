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

from tests.browser import narrow, printing

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
# Told by a ground or a shadow, which the system's colours take away: it must be told by a line as well.
LOST_IN_FORCED_COLOURS = """() => [...document.querySelectorAll(
    '.menu__link[aria-current], .kern-badge, .kern-btn:not(.kern-btn--tertiary), input, [aria-pressed=true], .seat, ' +
    '.kern-form-input__select-wrapper'
  )].filter(e => e.checkVisibility() && !['checkbox', 'radio', 'hidden'].includes(e.type)).filter(e => {
    const s = getComputedStyle(e);
    const drawn = side => parseFloat(s[`border${side}Width`]) > 0 && s[`border${side}Style`] !== 'none';
    return !['Top', 'Left', 'Bottom'].some(drawn) && s.outlineStyle === 'none';
  }).map(e => e.className)"""
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


def forced_colours(page: Page, picture: str = "") -> str:
    page.emulate_media(forced_colors="active")
    lost = page.evaluate(LOST_IN_FORCED_COLOURS)
    if picture:
        page.screenshot(path=picture)
    page.emulate_media(forced_colors="none")
    return f"WRONG {sorted(set(lost))}" if lost else "ok"


def on_paper(page: Page) -> str:
    columns = printing.heads(page)
    page.emulate_media(media="print")
    pdf = printing.printed(page)
    found = printing.wrong(pdf, printing.words(page), columns)
    page.emulate_media(media="screen")
    return f"WRONG {found[:3]}" if found else "ok"


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
        for address in PAGES:
            opened(page, server, address)
            passage = page.locator(".page-help__link").get_attribute("href").partition("#")[2]
            page.screenshot(path=f"{folder}/{passage}.png")
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
                "forced": forced_colours(page, f"{pictures}/{number:02}.png" if pictures else ""),
                "print": on_paper(page),
                "400 %": "; ".join(narrow.wider(page)) or "ok",
                "touch": "; ".join(narrow.small(page)) or "ok",
            }
            print(address, told)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
