"""What people typed is text on every page of the team, never markup."""

from html.parser import HTMLParser

import pytest

from events.models import JournalEntry
from registrations import operations
from registrations.models import Message, Needs, Notice
from tests.factories import (
    EventFactory,
    MembershipFactory,
    RegistrationFactory,
    UserFactory,
)
from tests.registrations.team import client_of, page, posted_by

pytestmark = pytest.mark.django_db

HARMLESS = "Martin"
CORPUS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<form action=//evil><input name=q>",
    "<base href=//evil>",
    "<meta http-equiv=refresh content='0;url=//evil'>",
    "<link rel=stylesheet href=//evil>",
    "<style>@import '//evil'</style>",
    "<template><script>alert(1)</script>",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    '" style="position:fixed;inset:0',
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "</td></tr></table><script>alert(1)</script>",
    "{{ request.user.password }}",
    "{% load static %}",
    "{% endautoescape %}<b>x</b>",
    "%(count)s %s %d %",
    "{person} {0} {__class__}",
    "${alert(1)} #{alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "javascript:alert(1)",
    "\\u003cscript\\u003e",
    "+ADw-script+AD4-alert(1)",
    "＜script＞alert(1)＜/script＞",
]


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, without any text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, sorted(name for name, _value in attributes)))

    def handle_data(self, data):
        self.text += data


class Stage:
    """A full event whose people, team and titles are all called the same."""

    def __init__(self, text: str):
        user = UserFactory(name=text)
        self.event = EventFactory(title_fr=text, short_title_fr=text[:40], seats=0)
        MembershipFactory(event=self.event, user=user)
        self.client = client_of(user)
        names = {"given_name": text, "family_name": text, "institution": text}
        self.person = RegistrationFactory(event=self.event, **names)
        self.waiting = RegistrationFactory(event=self.event, waiting=True, **names)
        self.cancelled = RegistrationFactory(event=self.event, **names)
        Needs.objects.create(registration=self.person, text=text)
        Message.objects.create(
            event=self.event,
            registration=self.person,
            notice=Notice.CONFIRMED,
            to=self.person.email,
        )
        operations.correct(self.person, {"language": "en"}, actor=user)
        operations.cancel_by_team(self.cancelled, actor=user, reason=text)
        self.names = names

    def pages(self):
        """Every page of ours in which something typed by people is shown."""
        client, message = self.client, Message.objects.first()
        for address in [
            page("changelist"),
            page("changelist") + "?_facets&status__exact=waiting",
            page("change", self.person.pk),
            page("change", self.cancelled.pk),
            page("add"),
            page("export"),
            page("changelist", of="message"),
            page("change", message.pk, of="message"),
        ]:
            yield address, client.get(address)
        yield "search", client.get(page("changelist"), {"q": self.names["given_name"]})
        yield "namesake", self.add()
        for action in ["cancel", "give_place"]:
            yield action, self.choose(action)
        yield "said", client.get(self.confirm("cancel").url)

    def add(self):
        typed = posted_by(self.client.get(page("add")), **self.names)
        return self.client.post(page("add"), typed)

    def choose(self, action, **fields):
        keys = [self.person.pk, self.waiting.pk]
        data = {"action": action, "_selected_action": keys} | (fields or {"index": 0})
        return self.client.post(page("changelist"), data)

    def confirm(self, action):
        return self.choose(action, confirmed="1", reason=self.names["given_name"])


WORST = [
    "</title></textarea></select><script>alert(1)</script>",
    "\"' autofocus onfocus=alert(1) x='<img src=x onerror=alert(1)>",
    "{{ x }}{% y %}%(count)s %s %d % {person} {0}<b>",
]


@pytest.mark.parametrize("text", WORST)
def test_what_people_typed_adds_no_element_to_any_page(text):
    expected = [Structure(shown.text) for _name, shown in Stage(HARMLESS).pages()]

    for (name, shown), harmless in zip(Stage(text).pages(), expected, strict=True):
        assert shown.status_code == 200
        if name != "search":  # it finds nobody by some of these words
            assert Structure(shown.text).elements == harmless.elements, name


@pytest.fixture
def crowd():
    """An event with somebody for each text of the corpus, and one harmless person."""
    event = EventFactory()
    return event, [
        RegistrationFactory(
            event=event, given_name=text, family_name=text, institution=text
        )
        for text in [HARMLESS, *CORPUS]
    ]


def test_the_list_shows_the_corpus_as_text(crowd):
    event, people = crowd
    client = client_of(MembershipFactory(event=event).user)

    shown = Structure(client.get(page("changelist")).text)

    assert all(text in shown.text for text in CORPUS)
    rows = [names for tag, names in shown.elements if tag == "tr"]
    cells = [tag for tag, names in shown.elements if tag in {"td", "th"}]
    assert (len(rows), len(cells)) == (len(people) + 1, (len(people) + 1) * 8)
    assert not {"iframe", "template", "base"} & {tag for tag, names in shown.elements}


def test_the_page_of_a_person_shows_the_corpus_as_text(crowd):
    event, people = crowd
    client = client_of(MembershipFactory(event=event).user)

    [harmless, *others] = [
        Structure(client.get(page("change", person.pk)).text).elements
        for person in people
    ]

    assert [n for n, found in enumerate(others) if found != harmless] == []


def test_what_people_typed_is_shown_as_it_is():
    text = "<b>a</b> & \"b\" 'c' %s {{ d }}"

    responses = dict(Stage(text).pages())

    assert text in Structure(responses[page("changelist")].text).text
    assert text in Structure(responses["cancel"].text).text
    assert JournalEntry.objects.count() == 4
