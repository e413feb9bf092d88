"""What organisers and participants type in questions, choices, answers, workshops and
names stays text: on every page, in both parts of mails, in files and in JSON."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from registrations import exports, links, mails
from registrations.models import Needs, Notice, Question
from tests.factories import (
    AnswerFactory,
    EventFactory,
    MailingFactory,
    MembershipFactory,
    QuestionFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.registrations.letter_writing import message
from tests.registrations.team import client_of, page
from tests.registrations.test_admin_text import HARMLESS, WORST, Structure

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+33 6", "-1", "@SUM(A1)", "＝1+1", '=HYPERLINK("//evil")']
PAGES = ["personal", "edit", "cancel", "erase"]


class Life:
    """Somebody whose words, and the words of whose event, are all the same."""

    def __init__(self, text: str):
        self.event = EventFactory(title_fr=text, short_title_fr=text[:40])
        asked = QuestionFactory(event=self.event, label_fr=text)
        kind = Question.Kind.ONE_CHOICE
        chosen = QuestionFactory(event=self.event, kind=kind, choices=[text, "B"])
        names = {"given_name": text, "family_name": text, "institution": text}
        self.person = RegistrationFactory(event=self.event, **names)
        Needs.objects.create(registration=self.person, text=text)
        AnswerFactory(registration=self.person, question=asked, text=text)
        choice = chosen.choices.first()
        AnswerFactory(registration=self.person, question=chosen, choice=choice)
        workshop = WorkshopFactory(event=self.event, title_fr=text, place_fr=text)
        WorkshopPlaceFactory(registration=self.person, session=workshop)
        self.question, self.workshop = asked, workshop
        MailingFactory(event=self.event, subject_fr=text, text_fr=text)

    def pages(self):
        person = self.browser()
        yield person.get(own("register", self.event.slug))
        for name in PAGES:
            yield person.get(own(name, self.person.reference))
        organiser = client_of(MembershipFactory(event=self.event).user)
        for of in ["question", "profile", "mailing", "registration", "presence"]:
            yield organiser.get(page("changelist", of=of))
        for of, key in [
            ("question", self.question.pk),
            ("registration", self.person.pk),
            ("mailing", self.event.mailings.get().pk),
        ]:
            yield organiser.get(page("change", key, of=of))
        yield organiser.get(page("export"))

    def browser(self) -> Client:
        client = Client()
        client.get(own("enter", links.token(self.person)))
        return client


def own(name: str, *arguments) -> str:
    with override("fr"):
        return reverse(f"registrations:{name}", args=arguments)


@pytest.mark.parametrize("text", WORST)
def test_no_page_gains_an_element(text):
    expected = [Structure(shown.text).elements for shown in Life(HARMLESS).pages()]

    for shown, harmless in zip(Life(text).pages(), expected, strict=True):
        assert shown.status_code == 200
        assert Structure(shown.text).elements == harmless, shown.request["PATH_INFO"]


@pytest.mark.parametrize("text", WORST)
def test_no_mail_gains_an_element(text):
    for notice in [Notice.CONFIRMED, Notice.DAY_REMINDER, Notice.CERTIFICATE]:
        harmless, hostile = (
            mails.render(message(notice, Life(typed).person))
            for typed in [HARMLESS, text]
        )
        assert elements_of(hostile) == elements_of(harmless)
        if notice == Notice.CONFIRMED:
            assert text in hostile.body
            assert text in Structure(hostile.alternatives[0].content).text


def elements_of(mail) -> list:
    return Structure(mail.alternatives[0].content).elements


@pytest.mark.parametrize("text", WORST)
def test_own_data_hold_what_was_typed(text):
    life = Life(text)

    response = life.browser().get(own("own_data", life.person.reference))

    held = json.dumps(json.loads(response.content), ensure_ascii=False)
    assert held.count(json.dumps(text, ensure_ascii=False)) >= 6


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text):
    event = Life(text).event
    sheet, comma = io.BytesIO(), io.BytesIO()

    exports.write_csv(event, event.registrations.all(), comma, has_needs=True)
    exports.write_xlsx(event, event.registrations.all(), sheet, has_needs=True)

    rows = csv.reader(io.StringIO(comma.getvalue().decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row if cell]
    assert [cell for cell in cells if cell[0] in "=+-@＝"] == []
    assert len([cell for cell in cells if text in cell]) >= 6
    book = openpyxl.load_workbook(sheet)
    found = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert [cell for cell in found if cell.data_type == "f"] == []
    assert len([cell for cell in found if text in str(cell.value)]) >= 6
