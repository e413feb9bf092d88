"""What people type, in the PDF file of the programme: text, in any script."""

from datetime import time

import pytest
import typst
from django.urls import reverse

from tests.factories import (
    ContributionFactory,
    EventFactory,
    MembershipFactory,
    ParticipationFactory,
    ParticipationRoleFactory,
    PartnershipFactory,
    PersonFactory,
)
from tests.programme.days import add_row, study_day
from tests.programme.pdf import assert_in_order, get, read, squeezed, text_of

pytestmark = pytest.mark.django_db

SOURCE = "#panic(1) *a* `b` $c$ @ref <label> \\ // /* {{ x }} <script>"


def test_what_people_type_is_text(client):
    event = EventFactory(title_fr=SOURCE, subtitle_fr=SOURCE, room=SOURCE)
    row = add_row(
        event,
        time(10),
        date=event.local_start.date(),
        title_fr=SOURCE,
        description_fr=SOURCE,
        place_fr=SOURCE,
    )
    talk = ContributionFactory(session=row, title_fr=SOURCE)
    who = PersonFactory(given_name=SOURCE, family_name="Martin")
    participation = ParticipationFactory(contribution=talk, person=who)
    ParticipationRoleFactory(participation=participation, text_fr=SOURCE)
    PartnershipFactory(event=event, name_as_printed=SOURCE)

    text = text_of(get(client, event))

    assert text.count(squeezed(SOURCE)) == 10


@pytest.mark.parametrize("word", ["x" * 150, "é" * 150, "-" * 150, "\u00ad" * 9 + "a"])
def test_words_without_end_stay_on_the_page(client, word):
    event = EventFactory(title_fr=word)
    day = event.local_start.date()
    row = add_row(event, time(10), date=day, title_fr=word, place_fr=word)
    talk = ContributionFactory(session=row, title_fr=word)
    who = PersonFactory(given_name=word[:80], family_name=word[:80])
    ParticipationFactory(contribution=talk, person=who)

    reader = read(get(client, event))
    lines = [line for page in reader.pages for line in page.extract_text().split("\n")]
    assert max(map(len, lines)) < 120


@pytest.mark.parametrize(
    "name", ["👩🏽‍🔬", "王小明", "سارة", "Ω Παπα", "\u3164", "a\u0301\u0302\u0303"]
)
def test_a_name_in_any_script_makes_a_file(client, name):
    event = EventFactory()
    row = add_row(event, time(10), date=event.local_start.date(), title_fr=name)
    who = PersonFactory(given_name=name, family_name=name)
    ParticipationFactory(contribution__session=row, person=who)

    reader = read(get(client, event))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


def test_words_that_typst_refuses_leave_the_page_whole(client, caplog, monkeypatch):
    def refuse(*arguments, **options):
        refusal = typst.TypstError("no")
        refusal.diagnostic = "no"
        raise refusal

    event = study_day()
    add_row(event, time(10))
    monkeypatch.setattr("typst.compile", refuse)

    page = client.get(f"/{event.slug}/programme/")

    assert (page.status_code, "programme.pdf" in page.text) == (200, False)
    assert get(client, event).status_code == 404
    assert "No file of the programme" in caplog.text


def test_the_page_that_publishes_names_the_words_without_letters(client):
    event = EventFactory(draft=True)
    row = add_row(event, time(10), date=event.local_start.date(), title_fr="Le jeu 🎲")
    who = PersonFactory(given_name="小明", family_name="Wang")
    ParticipationFactory(contribution__session=row, person=who)
    client.force_login(MembershipFactory(event=event).user)

    page = client.get(reverse("admin:programme_session_publish", args=[event.pk]))

    assert (
        "Le site manque de lettres pour : Le jeu 🎲, 小明 WANG."
        in page.text.replace("\u00a0", " ")
    )


def test_a_talk_without_title_and_a_break_with_people_are_shown(client):
    event = study_day()
    row = add_row(event, time(10), title_fr="Table ronde")
    ContributionFactory(session=row, title_fr="Un exposé", position=1)
    untitled = ContributionFactory(session=row, title_fr="", position=2)
    ParticipationFactory(contribution=untitled, person__family_name="Sanstitre")
    pause = add_row(event, time(11), kind="break", title_fr="Pause musicale")
    ParticipationFactory(contribution__session=pause, person__family_name="Musicien")

    text = text_of(get(client, event))

    assert_in_order(["Un exposé", "SANSTITRE", "Pause musicale", "MUSICIEN"], text)
