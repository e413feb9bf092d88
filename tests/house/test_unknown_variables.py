import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Origin, Template

from tests.plugins.unknown_variables import UnknownVariableError


def rendered(source, folder):
    engine = engines["django"].engine
    origin = Origin(name=str(folder / "page.html"), template_name="page.html")
    template = Template(source, origin=origin, name="page.html", engine=engine)
    return (
        engines["django"].from_string("{% include page %}").render({"page": template})
    )


def test_a_template_of_ours_may_not_print_what_nobody_gave_it():
    with pytest.raises(UnknownVariableError, match=r"nobody\.name is unknown in"):
        rendered("{{ nobody.name }}", settings.BASE_DIR / "templates/events")


@pytest.mark.parametrize(
    "source", ["{% if nobody %}a{% endif %}", "{% firstof nobody '' %}"]
)
def test_it_may_ask_whether_something_was_given(source):
    assert rendered(source, settings.BASE_DIR / "templates/events") == ""


def test_a_template_of_django_may_print_it_empty(tmp_path):
    assert rendered("{{ nobody.name }}", tmp_path) == ""
