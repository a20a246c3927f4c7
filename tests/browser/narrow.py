"""What a telephone shows: nothing wider than the screen, and what is pressed often is large enough for a thumb."""

WIDTHS = (320, 390)  # 320 is also 1280 at 400 %

# What sticks out, and the innermost part that does: a box that scrolls by itself (a table to look at) may be wider.
WIDER = """() => {
  const most = document.documentElement.clientWidth + 1, found = [];
  if (document.documentElement.scrollWidth > most) found.push('page: ' + document.documentElement.scrollWidth);
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.right <= most || !e.checkVisibility({visibilityProperty: true})) continue;
    if (e.closest('.kern-sr-only, [popover]:not(:popover-open), svg, select')) continue;
    let around = e.parentElement;
    const cut = e => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX);
    while (around && !cut(around)) around = around.parentElement;
    if (around && around !== document.body && around !== document.documentElement) continue;
    if ([...e.children].some(c => c.getBoundingClientRect().right > most)) continue;
    found.push(`${e.tagName.toLowerCase()}.${e.className} ends at ${Math.round(box.right)}`);
  }
  return found.slice(0, 4);
}"""

THUMB = 44
# A tick or a dot is pressed by its label, a hidden file field by what stands for it.
SMALL = """least => {
  const found = new Set(), pressed = 'main :is(button, .kern-btn, input, select, textarea, summary), .menu__link, ' +
    '.menu-button, .pages__number, .pages__step, .duties__link, .account__summary, .news-link, .steps__link, ' +
    'main .stacking__name a, .list-head__exports a, .sort';
  for (let e of document.querySelectorAll(pressed)) {
    if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.kern-sr-only') || e.type === 'hidden') continue;
    if (['checkbox', 'radio'].includes(e.type)) e = e.closest('.kern-form-check') || e;
    const box = e.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && Math.round(box.height) < least)
      found.add(`${e.tagName}.${e.className} ${Math.round(box.height)} high: ${e.innerText?.slice(0, 20)}`);
  }
  return [...found].slice(0, 5);
}"""


def wider(page) -> list[str]:
    """What is wider than the screen, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {one}" for one in page.evaluate(WIDER)]
    return found


def small(page) -> list[str]:
    """What is too small to be pressed often, on a telephone."""
    page.set_viewport_size({"width": WIDTHS[1], "height": 800})
    return page.evaluate(SMALL, THUMB)
