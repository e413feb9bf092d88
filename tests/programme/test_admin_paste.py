"""Pasting a programme, through the pages of the admin."""

import re
from datetime import date, time
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.access import Role
from events.models import Event, JournalEntry
from programme import operations
from programme.importing import doubts
from programme.importing.sheet import MOST_FIELDS, Sheet, TooLongError
from programme.models import Contribution, Participation, Session
from programme.reading.plan import (
    Doubt,
    ReadContribution,
    ReadDay,
    Reading,
    ReadPerson,
    ReadRow,
)
from tests.factories import (
    MembershipFactory,
    RegistrationFactory,
    WorkshopFactory,
    WorkshopPlaceFactory,
)
from tests.hostile import TEXTS
from tests.page_forms import filled_in
from tests.programme.days import DAY, add_row, study_day, two_days

pytestmark = pytest.mark.django_db
LIST = "/organisation/programme/session/"
SHEET = "paste_form"
ANNOUNCEMENT = Path(__file__).parent / "corpus" / "annonce_2019.txt"
TEXT = """\
9h. Accueil (hall du bâtiment)
9h30-10h. Intervention de Philippe LYET (responsable, chercheur associé). Le titre
10h-11h. Une séance
Frédéric PIZZO (chef de service d’un SESSAD), Un premier exposé.
Valérie BAUDE (étudiante), Un second exposé.
11h20-11h30. Pause
"""
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }} {% debug %} %(count)s %s {0}",
    "=HYPERLINK(1)",
    "javascript:alert(1)",
]


@pytest.fixture
def event():
    return study_day(slug="partenariat")


@pytest.fixture
def secretary(client, event):
    user = MembershipFactory(event=event, role=Role.SECRETARY).user
    client.force_login(user)
    return user


def page_of(event):
    return f"{reverse('admin:programme_session_paste')}?event={event.pk}"


def read(client, event, text):
    """The preview of a text."""
    return client.post(page_of(event), {"text": text, "read": "1"})


def press(client, event, preview, button, value="1", **cells):
    """Correct some cells of a preview and press a button of it."""
    fields = filled_in(preview, SHEET)
    cells = {name.replace("__", "-"): typed for name, typed in cells.items()}
    return client.post(page_of(event), {**fields, **cells, button: value})


def validate(client, event, preview, **cells):
    return press(client, event, preview, "validate", **cells)


def said(response):
    return [str(message) for message in response.context["messages"]]


def rows_of(event):
    return list(
        event.sessions.order_by("date", "starts_at").values_list(
            "starts_at", "ends_at", "kind", "title_fr"
        )
    )


def sheet_of(event, *rows, found=(), day=DAY):
    return Sheet.of_reading(event, Reading((ReadDay(day, rows, 1),), tuple(found)))


# From the text to the rows


def test_the_page_asks_for_a_text_or_a_file(client, event, secretary):
    page = client.get(page_of(event))

    assert page.status_code == 200
    assert 'name="text"' in page.text
    assert 'accept=".txt,.csv,.xlsx,.ods"' in page.text


def test_a_text_is_read_shown_and_written_once_validated(client, event, secretary):
    preview = read(client, event, TEXT)
    before = rows_of(event)
    done = validate(client, event, preview)

    assert "4 lignes nouvelles." in preview.text
    assert (before, done.status_code) == ([], 302)
    assert done.url == f"{LIST}?event__id__exact={event.pk}"
    assert rows_of(event) == [
        (time(9), None, "welcome", "Accueil"),
        (time(9, 30), time(10), "plenary", ""),
        (time(10), time(11), "talks", "Une séance"),
        (time(11, 20), time(11, 30), "break", "Pause"),
    ]
    [welcome, *_rest] = event.sessions.order_by("starts_at")
    assert welcome.place_fr == "hall du bâtiment"
    talks = Contribution.objects.values_list("title_fr", flat=True).order_by("pk")
    assert list(talks) == ["Le titre", "Un premier exposé", "Un second exposé"]
    line = JournalEntry.objects.get(act="programme_imported")
    assert (line.actor, line.details["new"]) == (secretary, 4)


def test_the_list_says_what_was_recognised_and_what_is_odd(client, event, secretary):
    validate(client, event, read(client, event, TEXT))

    [told] = said(client.get(LIST))
    assert told.startswith(
        "4 lignes nouvelles. 3 communications, 3 personnes reconnues. "
        "3 noms sont nouveaux."
    )
    assert "11\u00a0h à 11\u00a0h\u00a020" in told


def test_every_cell_can_be_corrected(client, event, secretary):
    preview = read(client, event, TEXT)
    validate(
        client,
        event,
        preview,
        d1__date="2019-05-23",
        r1__starts_at="8h45",
        r1__ends_at="9.30",
        r1__title="Café",
        r1__kind="break",
        r1__place="cour",
        r2__people="Philippe LYÉT (modération), un rôle ; un autre",
        c1__title="Un exposé corrigé",
        c1__minutes="20",
        c2__people="Valérie BAUDE\r\nPaul NEUF",
    )

    first, second, *_rest = event.sessions.order_by("starts_at")
    assert (first.date, first.starts_at, first.ends_at) == (
        date(2019, 5, 23),
        time(8, 45),
        time(9, 30),
    )
    assert (first.kind, first.title_fr, first.place_fr) == ("break", "Café", "cour")
    [moderator] = Participation.objects.filter(contribution__session=second)
    assert (str(moderator.person), moderator.function) == (
        "Philippe LYÉT",
        "moderator",
    )
    assert [role.text_fr for role in moderator.roles.all()] == ["un rôle", "un autre"]
    talk = Contribution.objects.get(title_fr="Un exposé corrigé")
    assert talk.duration == 20
    other = Contribution.objects.get(title_fr="Un second exposé")
    assert other.participations.count() == 2


def test_what_is_wrong_is_said_beside_the_cell_and_nothing_is_lost(
    client, event, secretary
):
    preview = read(client, event, TEXT)
    wrong = validate(
        client,
        event,
        preview,
        r1__starts_at="25h",
        r2__ends_at="9h",
        r3__title="Une séance corrigée",
        c1__people="Frédéric PIZZO (pompier)",
    )

    fields = filled_in(wrong, SHEET)
    problems = {one.cell for one in wrong.context["page"].problems}
    assert problems == {"r1-starts_at", "r2-ends_at", "c1-people"}
    assert "3 cases à corriger" in wrong.text
    assert re.search(r'aria-describedby="r1-starts_at_error"', wrong.text)
    assert 'id="r1-starts_at_error"' in wrong.text
    assert fields["r1-starts_at"] == "25h"
    assert fields["r3-title"] == "Une séance corrigée"
    assert not event.sessions.exists()


def test_a_row_that_ends_at_midnight_is_told_what_to_type(client, event, secretary):
    preview = read(client, event, "22h-23h. Un bal\n")
    wrong = validate(client, event, preview, r1__ends_at="0h")

    [problem] = wrong.context["page"].problems
    assert problem.sentence.endswith("tapez 23h59 ou laissez la fin vide.")
    assert "</a> : Une ligne finit" in " ".join(wrong.text.split())


def test_rows_and_contributions_are_left_out(client, event, secretary):
    preview = read(client, event, TEXT)
    validate(client, event, preview, r2__skip="on", c1__skip="on", r2__starts_at="hier")

    assert [row[3] for row in rows_of(event)] == ["Accueil", "Une séance", "Pause"]
    assert [talk.title_fr for talk in Contribution.objects.all()] == [
        "Un second exposé"
    ]


def test_rows_and_contributions_are_added_and_moved(client, event, secretary):
    page = press(client, event, read(client, event, TEXT), "add", "d1")
    page = press(client, event, page, "add", "r3", r5__starts_at="12h", r5__title="Fin")
    page = press(client, event, page, "move", "c1-up", c3__title="Un exposé de plus")
    page = press(client, event, page, "move", "c2-down")
    layout = filled_in(page, SHEET)["layout"]
    validate(client, event, page)

    assert layout == "d1 r1 r2 c1 r3 c3 r4 c2 r5"
    assert rows_of(event)[-1] == (time(12), None, "plenary", "Fin")
    moved = Contribution.objects.get(title_fr="Un premier exposé")
    assert moved.session.starts_at == time(9, 30)
    assert moved.participations.count() == 1
    added = Contribution.objects.get(title_fr="Un exposé de plus")
    assert added.session.starts_at == time(10)


@pytest.mark.parametrize(
    ("button", "value"),
    [("add", "d9"), ("add", "x"), ("move", "c1"), ("move", "c9-up"), ("move", "c1-x")],
)
def test_buttons_that_no_page_has_do_nothing(client, event, secretary, button, value):
    preview = read(client, event, TEXT)
    page = press(client, event, preview, button, value)

    assert filled_in(page, SHEET)["layout"] == filled_in(preview, SHEET)["layout"]


def test_an_added_row_in_which_nothing_is_typed_is_no_row(client, event, secretary):
    page = press(client, event, read(client, event, TEXT), "add", "d1")
    done = validate(client, event, page)

    assert (done.status_code, event.sessions.count()) == (302, 4)


def test_enter_in_a_cell_writes_nothing(client, event, secretary):
    """A browser then presses the first button of the form."""
    text = read(client, event, TEXT).text
    form = text[text.index(f'id="{SHEET}"') :]

    assert re.search(r'<button[^>]*name="(\w+)"', form)[1] == "check"


# Doubts


def test_a_doubt_stands_at_its_cell_until_the_cell_is_corrected(event):
    row = ReadRow(time(9), None, "plenary", "Un titrelong", line=3)
    sheet = sheet_of(event, row, found=[Doubt(3, "titrelong", "Deux mots ?", "joined")])
    [mark] = sheet.open_marks
    corrected = Sheet(event, dict(sheet.data) | {"r1-title": "Un titre long"})

    assert (mark.cell, mark.reason) == ("r1-title", "Deux mots ?")
    assert corrected.open_marks == []


@pytest.mark.parametrize(
    ("doubt", "cell"),
    [
        (Doubt(5, "25h", "…", "time"), "r2-starts_at"),
        (Doubt(2, "9h-25h", "…", "time"), "r1-ends_at"),
        (Doubt(6, "Anne", "…", "name"), "c1-people"),
        (Doubt(7, "Exposé", "…", "title"), "c1-title"),
        (Doubt(5, "Séance", "…", "kind"), "r2-kind"),
        (Doubt(1, "22 mai", "…", "date"), "d1-date"),
        (Doubt(6, "Exposé", "…", "joined"), "c1-title"),
        (Doubt(6, "ANNE", "…", "twice"), "c1-people"),
        (Doubt(9, "Une ligne", "…", "ignored"), ""),
        (Doubt(9, "A", "…", "column"), ""),
    ],
)
def test_where_a_doubt_stands(event, doubt, cell):
    talk = ReadContribution(
        title="Exposé", people=(ReadPerson("Anne", "MARTIN"),), line=6
    )
    rows = [
        ReadRow(time(9), title="Accueil", kind="welcome", line=2),
        ReadRow(None, title="Séance", kind="talks", contributions=(talk,), line=5),
    ]

    [mark] = sheet_of(event, *rows, found=[doubt]).open_marks

    assert mark.cell == cell


def test_doubts_are_listed_with_links_and_marked_with_their_reason(
    client, event, secretary, monkeypatch
):
    preview = read(client, event, "9h. Accueil\n25h30. Un exposé tardif\n10h. Pause\n")
    marks = preview.context["page"].doubts

    assert marks
    for mark in marks:
        assert mark.reason in unescape(preview.text)
        if mark.cell:
            assert f'href="#{mark.cell}"' in preview.text
            assert f'id="{mark.cell}"' in preview.text


def test_a_state_that_was_not_made_here_is_no_state(event):
    assert doubts.load("x.y.z") == ([], {})
    assert doubts.load("") == ([], {})


# Pasting again


def test_the_same_text_again_changes_nothing(client, event, secretary):
    validate(client, event, read(client, event, TEXT))
    version = Event.objects.get(pk=event.pk).programme_version
    client.get(LIST)
    preview = read(client, event, TEXT)
    done = validate(client, event, preview)

    assert "4 lignes inchangées." in preview.text
    assert done.status_code == 302
    assert Event.objects.get(pk=event.pk).programme_version == version
    assert said(client.get(LIST)) == [
        "Le programme dit déjà tout cela\u00a0: rien n’a changé."
    ]


def test_the_preview_says_what_is_there_at_present(client, event, secretary):
    validate(client, event, read(client, event, TEXT))
    preview = read(client, event, TEXT.replace("9h30-10h", "9h40-10h"))

    assert "1 ligne mise à jour, 3 lignes inchangées." in preview.text
    assert "Début\u00a0: 9\u00a0h\u00a030" in preview.text


def test_what_is_not_in_the_text_is_listed_and_removed_when_ticked(
    client, event, secretary
):
    validate(client, event, read(client, event, TEXT))
    shorter = TEXT.replace("11h20-11h30. Pause\n", "").replace(
        "Frédéric PIZZO (chef de service d’un SESSAD), Un premier exposé.\n", ""
    )
    preview = read(client, event, shorter)
    absent = dict(preview.context["page"].absent)
    kept = validate(client, event, preview)
    removed = validate(client, event, read(client, event, shorter), remove=list(absent))

    assert sorted(absent.values()) == [
        "10\u00a0h, Une séance – communication «\u00a0Un premier exposé\u00a0»",
        "11\u00a0h\u00a020, Pause",
    ]
    assert (kept.status_code, removed.status_code) == (302, 302)
    told = " ".join(said(client.get(LIST)))
    assert "2 lignes ou communications ont été retirées." in told
    assert event.sessions.count() == 3
    assert not Contribution.objects.filter(title_fr="Un premier exposé").exists()


def test_a_workshop_that_people_signed_up_for_is_refused_in_words(
    client, event, secretary
):
    workshop = WorkshopFactory(event=event, date=DAY, starts_at=time(14))
    WorkshopPlaceFactory(
        session=workshop, registration=RegistrationFactory(event=event)
    )
    preview = read(client, event, TEXT)
    page = validate(client, event, preview, remove=f"s{workshop.pk}")

    assert page.status_code == 200
    assert said(page)
    assert event.sessions.get() == workshop


def test_a_change_meanwhile_shows_the_comparison_again(client, event, secretary):
    preview = read(client, event, TEXT)
    row = add_row(event, time(9), title_fr="Accueil", kind="welcome")
    operations.save_session(row, actor=secretary)
    again = validate(client, event, preview)
    written = event.sessions.count()
    done = validate(client, event, again)

    assert said(again)[0].startswith("Quelqu’un a modifié le programme entre-temps.")
    assert "3 lignes nouvelles, 1 ligne mise à jour." in again.text
    assert (written, done.status_code, event.sessions.count()) == (1, 302, 4)


def test_a_second_click_writes_nothing_more(client, event, secretary):
    preview = read(client, event, TEXT)
    validate(client, event, preview)
    second = validate(client, event, preview)

    assert (second.status_code, event.sessions.count()) == (302, 4)
    assert JournalEntry.objects.filter(act="programme_imported").count() == 1


# Days


def test_days_without_a_date_are_those_of_the_event(client):
    event = two_days()
    reading = Reading(
        (
            ReadDay(None, (ReadRow(time(9), title="Un", line=2),), 1),
            ReadDay(None, (ReadRow(time(9), title="Deux", line=4),), 3),
        )
    )

    data = Sheet.of_reading(event, reading).data

    assert (data["d1-date"], data["d2-date"]) == ("2019-05-22", "2019-05-23")


def test_a_date_outside_the_event_is_said_and_allowed(client, event, secretary):
    preview = read(client, event, "Jeudi 6 juin 2019\n" + TEXT)
    done = validate(client, event, preview)

    assert preview.text.count("L’événement n’a pas lieu le") == 2  # above, and there
    assert done.status_code == 302
    assert {row.date for row in event.sessions.all()} == {date(2019, 6, 6)}


# Files


def test_a_csv_file_takes_the_same_road(client, event, secretary):
    content = (
        "début;fin;type;titre;personnes\r\n9h;9h30;accueil;Accueil;\r\n"
        "9h30;10h;plénière;Un titre;Philippe LYET\r\n"
    )
    file = SimpleUploadedFile("programme.csv", content.encode("utf-8-sig"))
    preview = client.post(page_of(event), {"file": file, "read": "1"})
    validate(client, event, preview)

    assert [row[0] for row in rows_of(event)] == [time(9), time(9, 30)]
    assert Participation.objects.get().person.full_name == "Philippe LYET"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programme.exe", b"MZ"),
        ("programme.xlsx", b"PK\x03\x04 nothing"),
        ("programme.ods", b"\x00" * 100),
        ("programme.csv", b"a;b\n1;2\n"),
        ("programme.txt", b"\xff\xfe\x00"),
        ("programme.txt", "Rien à lire ici.".encode()),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    client, event, secretary, name, content
):
    file = SimpleUploadedFile(name, content)
    page = client.post(page_of(event), {"file": file, "read": "1"})

    assert page.status_code == 200
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("text", ["", " \n ", "Une journée d’études sans horaires."])
def test_a_text_without_rows_is_refused_in_words(client, event, secretary, text):
    page = read(client, event, text)

    assert page.context["form"].errors
    assert "page" not in page.context


# Sizes


def big_reading(rows, talks):
    person = ReadPerson("Anne", "MARTIN", roles=("professeure", "université"))
    return Reading(
        (
            ReadDay(
                DAY,
                tuple(
                    ReadRow(
                        time(8 + row // 6, row % 6 * 10),
                        title=f"Une séance {row}",
                        kind="talks",
                        contributions=tuple(
                            ReadContribution(
                                title=f"Un exposé {row} {talk}", people=(person,)
                            )
                            for talk in range(talks)
                        ),
                    )
                    for row in range(rows)
                ),
            ),
        )
    )


def test_300_contributions_in_60_rows_pass(client, event, secretary):
    """Even with every box ticked, the fields are fewer than a post may have."""
    sheet = Sheet.of_reading(event, big_reading(60, 5))
    ticks = {f"{key}-skip": "on" for key in sheet.layout.split() if key[0] != "d"}

    ticked = client.post(page_of(event), {**sheet.data, **ticks, "check": "1"})
    done = client.post(page_of(event), {**sheet.data, "validate": "1", "version": "-"})

    assert ticked.status_code == 200
    version = ticked.context["event"].programme_version
    done = client.post(
        page_of(event), {**sheet.data, "validate": "1", "version": version}
    )
    assert done.status_code == 302
    assert Contribution.objects.count() == 300


def test_more_than_a_page_holds_is_refused_in_words(event):
    with pytest.raises(TooLongError):
        Sheet.of_reading(event, big_reading(60, 7))


def test_a_layout_beyond_a_page_is_cut(event):
    keys = " ".join(f"r{number}" for number in range(1, 100_000))

    sheet = Sheet(event, {"layout": f"d1 {keys}"})

    assert len(sheet.rows) < MOST_FIELDS / 6


@pytest.mark.parametrize("rows", [3, 30])
def test_the_preview_costs_the_same_for_many_rows(
    client, event, secretary, rows, django_assert_max_num_queries
):
    sheet = Sheet.of_reading(event, big_reading(rows, 3))
    client.get(page_of(event))

    with django_assert_max_num_queries(14):
        client.post(page_of(event), {**sheet.data, "check": "1"})


# Whoever, and whatever


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.SECRETARY, 200), (Role.ORGANISER, 200), (Role.READER, 403)],
)
def test_who_may_paste(client, event, role, code):
    client.force_login(MembershipFactory(event=event, role=role).user)
    sheet = sheet_of(event, ReadRow(time(9), title="Un"))

    assert client.get(page_of(event)).status_code == code
    posted = client.post(page_of(event), {**sheet.data, "validate": "1"})
    assert posted.status_code == code


def test_the_event_of_others_is_not_there(client, event, secretary):
    other = study_day()
    sheet = sheet_of(other, ReadRow(time(9), title="Un"))

    posted = client.post(page_of(other), {**sheet.data, "validate": "1"})

    assert posted.status_code == 404
    assert not other.sessions.exists()


def test_the_page_without_an_event_leads_to_the_last_one(client, event, secretary):
    client.get(page_of(event))
    page = client.get(reverse("admin:programme_session_paste"))

    assert page.url == page_of(event)


def test_the_empty_list_leads_to_the_page(client, event, secretary):
    empty = client.get(LIST)
    add_row(event, time(9))
    filled = client.get(LIST)

    assert "Ajoutez les lignes du programme" in empty.text
    assert empty.text.count(f'href="{page_of(event)}"') == 2
    assert filled.text.count(f'href="{page_of(event)}"') == 1


def test_a_reader_is_not_led_there(client, event):
    client.force_login(MembershipFactory(event=event, role=Role.READER).user)

    assert page_of(event) not in client.get(LIST).text


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(client, event, secretary, attack):
    """From the preview to the list, the page of the row and the public programme."""
    text = (
        f"9h-10h. {attack} (salle {attack})\n"
        f"10h-11h. Une séance {attack}\nAnne MARTIN ({attack}), Un exposé {attack}.\n"
    )
    preview = read(client, event, text)
    validate(client, event, preview, r1__title=attack, r1__people="", r1__place=attack)
    operations.publish(event, actor=secretary)
    pages = [preview, client.get(LIST), client.get("/partenariat/programme/")]
    pages += [
        client.get(reverse("admin:programme_session_change", args=[session.pk]))
        for session in event.sessions.all()
    ]

    assert event.sessions.filter(title_fr__contains=attack).exists()
    for page in pages:
        assert page.status_code == 200
        for tag in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript'):
            assert tag not in page.text


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_an_error_of_ours(client, event, secretary, name):
    """In the text, in a file, and in every cell."""
    hostile = TEXTS[name]
    line = f"9h. {hostile}\n{hostile} ({hostile}), {hostile}\n10h-11h. Pause {hostile}"
    file = SimpleUploadedFile(
        "programme.csv",
        f"début;titre;personnes\n9h;{hostile};{hostile}\n".encode(
            "utf-8", "surrogatepass"
        ),
    )
    preview = read(client, event, TEXT)
    fields = filled_in(preview, SHEET)

    answers = [
        read(client, event, line),
        client.post(page_of(event), {"file": file, "read": "1"}),
        *(
            client.post(page_of(event), {**fields, cell: hostile, "validate": "1"})
            for cell in ["d1-date", "r1-starts_at", "r2-people", "c1-title", "layout"]
        ),
        client.post(page_of(event), dict.fromkeys(fields, hostile) | {"validate": "1"}),
        client.post(page_of(event), {**fields, "version": hostile, "validate": "1"}),
        client.post(page_of(event), {**fields, "remove": hostile, "validate": "1"}),
        press(client, event, preview, "add", hostile),
        press(client, event, preview, "move", hostile),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 400}


def test_the_announcement_of_2019(client, secretary):
    """12 rows, 7 + 2 talks and an introduction, 13 people with all their roles."""
    event = study_day()
    MembershipFactory(event=event, user=secretary)
    preview = read(client, event, ANNOUNCEMENT.read_text(encoding="utf-8"))
    validate(client, event, preview)

    people = Participation.objects.filter(contribution__session__event=event)
    roles = {row.person.family_name: row.roles.count() for row in people}
    assert event.sessions.count() == 12
    assert Contribution.objects.filter(session__kind="talks").count() == 7
    assert Contribution.objects.exclude(title_fr="").count() == 7 + 2
    assert roles == {
        "FUGIER": 2,
        "ROUGERIE": 4,
        "LYET": 2,
        "BREGEOT": 2,
        "PIZZO": 3,
        "BAUDE": 2,
        "TAGACHOUCHT": 2,
        "HEIJBOER": 3,
        "ROCHER": 1,
        "BRACONNIER": 2,
        "COSSE": 1,
        "RENAUD": 1,
        "BEKKARI": 1,
    }
    assert Session.objects.filter(event=event, kind="break").count() == 2
