"""A real browser for tests: Debian's chromium, driven by playwright against Django's live server."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.rundgang import Rundgang

TIMEOUT = 10_000  # milliseconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the run. Without it the tests skip on a desk and fail in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing = "chromium fehlt: bitte installieren (Debian: apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    # playwright's event loop lives in this thread, where fixtures also use the ORM
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A fresh session on the live server; relative addresses work. A script error or CSP report fails the test."""
    context = browser.new_context(
        base_url=live_server.url, locale="de-DE", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: troubles.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def rundgang(browser: Browser, live_server, settings, tmp_path) -> Iterator[Rundgang]:
    """Several people at windows of their own; mails go to files, as in the demo."""
    settings.EMAIL_BACKEND = "notifications.channels.datei.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "media"
    gang = Rundgang(browser, live_server.url, settings.EMAIL_FILE_PATH)
    yield gang
    gang.ende()
