import pytest

from tests.plugins.browser import watch

pytestmark = pytest.mark.urls("tests.house.urls")


@pytest.fixture
def complaints(new_context, live_server):
    """What is noted while a page of this address is open."""

    def visit(address):
        noted = []
        context = new_context(base_url=live_server.url)
        watch(context, live_server.url, noted)
        context.new_page().goto(address)
        return noted

    return visit


def test_what_the_security_policy_forbids_is_noted(complaints):
    noted = complaints("/test/careless/")

    for directive in ["style-src", "script-src", "img-src"]:
        assert any(directive in complaint for complaint in noted)


def test_an_error_of_ours_is_noted(complaints, live_server):
    assert f"500 {live_server.url}/test/broken/" in complaints("/test/broken/")


def test_a_careful_page_is_not(complaints):
    assert complaints("/test/nowhere/") == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("error", ["nowhere", "forbidden"])
def test_error_pages_are_accessible(page_at, assert_accessible, width, prefix, error):
    page = page_at(width)
    page.goto(f"{prefix}/test/{error}/")

    assert_accessible(page)


def test_a_page_without_javascript_runs_none(page_at):
    page = page_at(320, javascript=False)
    page.goto("/test/nowhere/")

    assert page.locator("h1").inner_text() == "Page introuvable"
