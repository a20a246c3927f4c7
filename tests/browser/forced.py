"""Where the system sets the colours (contrast themes): what a ground or a shadow tells, a line tells too."""

LOST = """() => [...document.querySelectorAll(
    '.menu__link[aria-current], .kern-badge, .kern-btn:not(.kern-btn--tertiary), input, [aria-pressed=true], .seat, ' +
    '.kern-form-input__select-wrapper'
  )].filter(e => e.checkVisibility() && !['checkbox', 'radio', 'hidden'].includes(e.type)).filter(e => {
    const s = getComputedStyle(e);
    const drawn = side => parseFloat(s[`border${side}Width`]) > 0 && s[`border${side}Style`] !== 'none';
    return !['Top', 'Left', 'Bottom'].some(drawn) && s.outlineStyle === 'none';
  }).map(e => e.className)"""


def lost(page, picture: str = "") -> list[str]:
    """What is told by nothing but a colour of ours; a picture of the page as it looks then."""
    page.emulate_media(forced_colors="active")
    found = sorted({f"lost in forced colours: {one}" for one in page.evaluate(LOST)})
    if picture:
        page.screenshot(path=picture)
    page.emulate_media(forced_colors="none")
    return found
