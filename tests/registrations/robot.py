"""A robot that opens every link of a mail before its reader does."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from events.models import User
from registrations import mails
from registrations.models import Notice, RateLimit
from tests.factories import EventFactory, PresenceFactory, QuestionFactory
from tests.registrations.letter_writing import each_notice, jeanne, message

FORGETFUL = {Session, RateLimit}  # what is written for whoever comes by, and expires


@dataclass
class Post:
    """What people found in their mail."""

    mails: dict[Notice, EmailMultiAlternatives]

    @property
    def links(self) -> set[str]:
        return {link for mail in self.mails.values() for link in links_of(mail)}

    def follow(self, client: Client, notice: Notice, *, like: str):
        """Open the one link of this mail whose address is like this."""
        [link] = filter(re.compile(like).search, links_of(self.mails[notice]))
        return client.get(link, follow=True)


def every_mail(language: str) -> Post:
    """One of each: before the day, to a team with a newcomer, and after the day."""
    event = EventFactory()
    QuestionFactory(event=event)
    messages = each_notice(event, language)
    User.objects.filter(memberships__event=event).update(password="!never-set")
    past = jeanne(EventFactory(past=True), language=language)
    PresenceFactory(registration=past)
    found = {each.notice: each for each in messages}
    found[Notice.CERTIFICATE] = message(Notice.CERTIFICATE, past)
    for each in found.values():
        each.refresh_from_db()
    return Post({Notice(name): mails.render(each) for name, each in found.items()})


def everything_stored() -> dict[str, list[tuple]]:
    """Every row of every table, but for sessions and the counters of limits."""
    models = set(apps.get_models(include_auto_created=True)) - FORGETFUL
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
        for model in models
    }


def links_of(mail: EmailMultiAlternatives) -> set[str]:
    """Every address of our site in the text, the HTML part and the headers."""
    [html] = [part.content for part in mail.alternatives]
    headers = " ".join(mail.extra_headers.values())
    calendars = "".join(_calendars(mail))
    told = f"{mail.body} {html} {headers} {calendars}"
    found = re.findall(rf"{re.escape(settings.SITE_URL)}[^\s\"'<>]*", told)
    return {link.removeprefix(settings.SITE_URL) or "/" for link in found}


def open_every_link(paths: set[str], times: int) -> None:
    """By HEAD and GET, with and without a memory, and then what the pages lead to."""
    robot = Client()
    found: set[str] = set()
    for _time in range(times):
        for path in sorted(paths):
            robot.head(path, follow=True)
            found |= _links_on(_read(robot, path))
            _read(Client(), path)
    for path in sorted(found - paths):
        _read(robot, path)


def _read(client: Client, path: str):
    response = client.get(path, follow=True)
    assert response.status_code < 500, path
    response.getvalue()  # to the end of a file, which then closes
    return response


def _links_on(response) -> set[str]:
    """The addresses of our site to which a page leads, by links and resources."""
    if not response["Content-Type"].startswith("text/html"):
        return set()
    page = _Links(response.text)
    here = response.request["PATH_INFO"]
    found = {urljoin(here, link).partition("#")[0] for link in page.found}
    return {link for link in found if link.startswith("/") and "/static/" not in link}


def _calendars(mail: EmailMultiAlternatives):
    for part in mail.attachments:
        if part.get_content_subtype() == "calendar":
            yield part.get_content().replace("\r\n ", "")


class _Links(HTMLParser):
    def __init__(self, markup: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.found += filter(None, [given.get("href"), given.get("src")])
