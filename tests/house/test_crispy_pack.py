"""The crispy template pack: what a refused form says, and where its words lead."""

from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string
from django.utils import translation


class Invitation(forms.Form):
    email = forms.EmailField(help_text="One <address> per person")
    profile = forms.ChoiceField(
        choices=[("study", "Study"), ("work", "Work")], widget=forms.RadioSelect
    )
    news = forms.BooleanField(required=False)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_action = "#erreurs"
        helper.layout = Layout("email", "profile", "news", Submit("send", "Send"))
        return helper


class Elements(HTMLParser):
    """The attributes of every element, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def values(self, attribute):
        return [attrs[attribute] for _, attrs in self.found if attribute in attrs]


def summary(form):
    return render_to_string("colloque/error_summary.html", {"form": form})


def test_summary_links_to_each_field_and_to_the_first_of_its_choices():
    form = Invitation({"email": "nobody"})

    assert Elements(summary(form)).values("href") == ["#id_email", "#id_profile_0"]
    assert {"id_email", "id_profile_0"} <= set(
        Elements(render_crispy_form(form)).values("id")
    )


@pytest.mark.parametrize(
    ("data", "heading"),
    [
        ({"email": "a@example.org"}, "There is a problem with 1 answer"),
        ({}, "There is a problem with 2 answers"),
    ],
)
def test_summary_counts_answers(data, heading):
    with translation.override("en"):
        html = summary(Invitation(data))

    assert " ".join(html.split("</h2>")[0].split(">")[-1].split()) == heading


def test_a_field_is_described_by_its_hint_and_its_error():
    elements = Elements(render_crispy_form(Invitation({})))

    described_by = elements.values("aria-describedby")
    assert described_by == ["id_email_helptext id_email_error", "id_profile_error"]
    assert set(" ".join(described_by).split()) <= set(elements.values("id"))


def test_a_form_leaves_its_checks_to_the_server_and_its_hints_are_text():
    html = render_crispy_form(Invitation())

    [form] = [attrs for tag, attrs in Elements(html).found if tag == "form"]
    assert form == {"action": "#erreurs", "method": "post", "novalidate": None}
    assert "One &lt;address&gt; per person" in html
