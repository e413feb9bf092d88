"""The programme inside a page of another site, in a real browser."""

import http.server
import threading

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day():
    call_command("demonstration", "--yes-in-production")
    return Event.objects.get(slug="partenariat-2019")


@pytest.fixture
def other_site():
    """A site of its own that shows what it is given in a frame: `other_site(address)`
    is the address of the page."""
    pages = []

    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1].encode())

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(address):
        pages.append(
            f'<!DOCTYPE html><title>Labo</title><iframe src="{address}" '
            'title="Programme" width="600" height="800"></iframe>'
        )
        return f"http://localhost:{server.server_port}/"

    yield show
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_as_wide_as_the_screen(
    page_at, assert_accessible, day, prefix, width
):
    page = page_at(width)

    page.goto(prefix + reverse("programme:embed", args=[day.slug]))

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert_accessible(page)


def test_another_site_shows_the_programme_and_leads_to_the_form(
    new_context, live_server, day, other_site
):
    page = new_context().new_page()
    path = reverse("programme:embed", args=[day.slug])

    for _visit in range(2):  # the second time the answer may be that nothing changed
        page.goto(other_site(live_server.url + path))
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_contain_text("Le travail")
        expect(frame.get_by_text("Pascal FUGIER").first).to_be_visible()
    assert page.context.cookies() == []
    frame.get_by_role("link", name="S’inscrire").click()

    expect(page).to_have_url(f"{live_server.url}/{day.slug}/inscription/")


@pytest.mark.parametrize("name", ["events:event", "programme:programme"])
def test_no_other_page_shows_in_a_frame(
    new_context, live_server, day, other_site, name
):
    page = new_context().new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(other_site(live_server.url + reverse(name, args=[day.slug])))

    expect(page.frame_locator("iframe").get_by_text("Le travail")).to_have_count(0)
    assert any("frame-ancestors" in text for text in complaints)
