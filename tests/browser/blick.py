"""What the browser tests look for on a page: axe's rules, no sideways scrolling, and a picture to look at."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
BILDER = settings.BASE_DIR / "var" / "bilder"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


def axe(page: Page) -> None:
    """Fail with rule, element and reason for every violation that axe-core finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    faults = [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]
    assert not faults, "\n".join([page.url, *faults])


def passt(page: Page) -> None:
    """Fail where the page is wider than the window, and name what sticks out."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120))"
    )
    assert not wide, f"{page.url} ist breiter als das Fenster: {wide}"


def bild(page: Page, name: str) -> Path:
    """Save a picture of the whole page as var/bilder/<name>.png."""
    BILDER.mkdir(parents=True, exist_ok=True)
    path = BILDER / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def pruefe(page: Page, name: str) -> None:
    """Look at the page at 1280 and 320 px, light and dark: axe finds nothing, nothing sticks out; pictures are kept."""
    for size, width in ((WIDE, "1280"), (PHONE, "320")):
        page.set_viewport_size(size)
        for scheme, suffix in (("light", ""), ("dark", "-dunkel")):
            page.emulate_media(color_scheme=scheme)
            axe(page)
            passt(page)
            bild(page, f"{name}-{width}{suffix}")
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
