"""A page looked at wide and narrow, light, dark and forced: no finding of WCAG 2.2 AA, and what axe cannot see."""

from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from partners.models import User
from tests.browser import forced

# The dark theme changes colours and nothing else, so in it only the rules about colours are asked again. A
# narrow window moves boxes and gives them no other colours: there all other rules are asked, and those about
# colours only at a test's first page, for what only a narrow window shows (the menu) is the same on each.
# Whether a text can be read against what lies behind it is the dearest question, two fifths of a look. Its answer
# depends on what `COLOURED_ANEW` takes down and on nothing else, so each test asks it once of each such pair.
COLOURS = ("color-contrast", "link-in-text-block")
WIDE, NARROW = 1280, 320

WHAT_AXE_MISSES = """() => {
  const found = [];
  if (document.documentElement.lang !== 'de') found.push('lang');
  if (!/ – Quartiersarbeit Bielefeld$/.test(document.title)) found.push('title: ' + document.title);
  const first = document.querySelectorAll('h1').length;
  if (first !== 1) found.push('h1: ' + first);
  let last = 0;
  for (const h of document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')) {
    const level = Number(h.tagName[1]);
    if (level > last + 1) found.push('heading skips a level: ' + h.innerText);
    last = level;
  }
  for (const t of document.querySelectorAll('table'))
    if (!t.ariaLabel && !t.caption?.textContent.trim()) found.push('table without a name');
  const named = g => g.getAttribute('role') === 'img' && (g.ariaLabel || g.getAttribute('aria-labelledby'));
  for (const g of document.querySelectorAll('svg'))
    if (g.getAttribute('aria-hidden') !== 'true' && !named(g)) found.push('graphic without a name');
  for (const t of document.querySelectorAll('svg svg text')) {
    const text = t.getBoundingClientRect(), tile = t.closest('svg').getBoundingClientRect();
    if (text.width > 1 && text.right > tile.right) found.push('runs out of its tile: ' + t.textContent);
  }
  const main = document.querySelector('main');
  if (main && getComputedStyle(main).hyphens !== 'auto') found.push('long words are not divided');
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) found.push('scrolls sideways: ' + wide);
  return found;
}"""


# The texts whose colours this test has not asked about: they wait in `window.anew`, what they look like is returned.
COLOURED_ANEW = """seen => {
  const plain = 'rgba(0, 0, 0, 0),none,1,none,normal', behind = new Map([[null, '']]);
  const ground = e => {
    if (!behind.has(e)) {
      const s = getComputedStyle(e);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join();
      // What is taken out of the flow may lie on something else than its parents.
      const out = ['static', 'relative'].includes(s.position) ? '' : e.tagName + '.' + e.getAttribute('class');
      behind.set(e, ground(e.parentElement) + (own === plain ? '' : own + ';') + out);
    }
    return behind.get(e);
  };
  const written = e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
  const known = new Set(seen), anew = new Map();
  for (const e of document.body.querySelectorAll('*')) {
    const text = written(e), field = e.matches('input, select, textarea');
    if (!text && !field || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const s = getComputedStyle(e), label = e.closest('label');
    const off = e.closest(':disabled, [aria-disabled=true], [inert]') || (label && label.control?.disabled);
    const link = e.closest('a');
    const around = link && [getComputedStyle(link.parentElement).color, !!written(link.parentElement)];
    const look = [
      s.color, s.fontSize, s.fontWeight, s.textShadow, s.textDecoration, s.borderBottom, !!off, text.length < 2,
      around, field, ground(e),
    ].join('|');
    if (!known.has(look) && !anew.has(look)) anew.set(look, e);
  }
  window.anew = [...anew.values()];
  return [...anew.keys()];
}"""


def sign_in(page, address: str, name: str) -> None:
    """Bring a session along instead of typing the password each time."""
    client = Client()
    client.force_login(
        User.objects.get(email=f"{name}@example.org"), backend="django.contrib.auth.backends.ModelBackend"
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def findings(page, axe, without: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the page as it stands, without these rules."""
    return axe(without=without) + page.evaluate(WHAT_AXE_MISSES)


class Look:
    """`look(what)` looks at the page as it stands now; `look.found` says what was wrong, and where."""

    def __init__(self, page, axe):
        self.page, self.axe, self.found, self.looks = page, axe, {}, 0
        self.coloured: set[str] = set()  # the colours that have been asked about

    def __call__(self, what: str) -> None:
        self._at(NARROW, what, colours=not self.looks)
        self._at(WIDE, what, colours=True)
        self.page.emulate_media(color_scheme="dark")
        self.note(f"{what} dark", self._colours())
        self.page.emulate_media(color_scheme="light")
        self.note(f"{what} forced colours", forced.lost(self.page))
        self.looks += 1

    def _at(self, width: int, what: str, *, colours: bool) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        wrong = findings(self.page, self.axe, without=COLOURS)
        self.note(f"{what} {width}", wrong + (self._colours() if colours else []))

    def _colours(self) -> list[str]:
        """What is wrong with the colours that no page of this test has shown yet."""
        anew = self.page.evaluate(COLOURED_ANEW, sorted(self.coloured))
        self.coloured.update(anew)
        return self.axe(rules=COLOURS, within="{include: window.anew}") if anew else []

    def note(self, where: str, wrong: list[str]) -> None:
        if wrong:
            self.found[where] = self.found.get(where, []) + wrong

    def at(self, server: str, addresses: list[str]) -> None:
        """Look at these pages; one that sends elsewhere was not seen."""
        for address in addresses:
            self.page.goto(f"{server}{address}")
            if urlsplit(self.page.url).path != urlsplit(address).path:
                self.found[address] = [f"leads to {self.page.url}"]
            self(address)
