"""A real Chromium, watched: what it complains of fails the test.

Without Chromium the browser tests are skipped, and the end of the run says so in
capitals; COLLOQUE_REQUIRE_BROWSER=1, as in CI, makes that a failure.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "google-chrome"])), None)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ABSENT = "Chromium was not found: install it (apt-get install chromium)."
HEIGHTS = {320: 568}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        if os.environ.get("COLLOQUE_REQUIRE_BROWSER") == "1":
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    # Playwright keeps an event loop in this thread, where Django refuses the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": CHROMIUM_ARGUMENTS,
    }
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any(ABSENT in str(report.longrepr) for report in skipped):
        terminalreporter.section("BROWSER TESTS DID NOT RUN", yellow=True, bold=True)
        terminalreporter.line(ABSENT)


@pytest.fixture
def page_at(new_context, live_server):
    """Open a page that is `width` pixels wide: `page_at(320, javascript=False)`.

    At the end, whatever the browser refused under the content security policy, any
    error of a script, any answer of the 5xx kind and any request to another host fails.
    """
    complaints = []

    def open_page(width, *, javascript=True, **options):
        context = new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            **options,
        )
        watch(context, live_server.url, complaints)
        return context.new_page()

    yield open_page
    assert complaints == []


def watch(context, site, complaints):
    """Write down what a careful visitor would complain of."""

    def note_console(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def note_answer(response):
        if response.status >= 500:
            complaints.append(f"{response.status} {response.url}")

    def note_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.netloc not in site:
            complaints.append(f"another host: {request.url}")

    context.on("console", note_console)
    context.on("weberror", lambda failure: complaints.append(str(failure.error)))
    context.on("response", note_answer)
    context.on("request", note_request)


@pytest.fixture(scope="session")
def assert_accessible():
    """Let axe look at a page; whatever it finds fails, with the elements named."""
    axe = Axe()

    def check(page):
        results = axe.run(page)
        assert not results.response["violations"], results.generate_report()

    return check
