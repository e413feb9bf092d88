import re
from datetime import timedelta
from itertools import pairwise

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Document, Event, Partnership
from tests.events.days import paris
from tests.factories import (
    DocumentFactory,
    EventFactory,
    ParticipationFactory,
    PartnershipFactory,
    RegistrationFactory,
    SessionFactory,
    publish_programme,
)

pytestmark = pytest.mark.django_db

SITE_PAGES = ["list", "all_calendar", "accessibility", "legal"]
EVENT_PAGES = ["event", "personal_data", "calendar", "opening_calendar"]
TEXTS = ["title", "short_title", "subtitle", "summary", "presentation", "practical"]
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ event.preview_key }}{% now 'Y' %}",
    "</title></script><svg onload=alert(1)>",
]
ORDER = [
    "Journée d’études",
    "Le travail partenarial",
    "Entre nécessité et innovations",
    "Gennevilliers (Université",
    "Gratuit, inscription obligatoire",
    "Inscriptions ouvertes",
    "Inscription gratuite et obligatoire",
    "S’inscrire",
    "Ajouter à mon agenda (.ics)",
    "Lieu",
    "avenue Marcel Paul",
    "Voir le plan d’accès",
    "Langue",
    "Français",
    "Accessibilité",
    "De plain-pied.",
    "Contact",
    "Secrétariat",
    "Présentation",
    "Le résumé.",
    "La présentation",
    "Programme",
    "Introduction générale",
    "S’inscrire",
    "Informations pratiques",
    "Le bus.",
    "Le repas.",
    "Partenaires",
    "Organise",
    "Laboratoire ÉMA",
    "Accueille",
    "Université hôte",
    "Documents",
    "Affiche",
    "(PDF, 1\u00a0Ko)",
    "Contact et partage",
    "https://colloque.example/",
]


def addresses(event):
    yield from (reverse(f"events:{page}") for page in SITE_PAGES)
    yield from (reverse(f"events:{page}", args=[event.slug]) for page in EVENT_PAGES)
    yield from ("/robots.txt", "/sitemap.xml")


def document_address(document):
    return reverse("events:document", args=[document.event.slug, document.pk])


def words(html):
    """What a reader sees, on one line."""
    body = re.sub(r"<(script|style|head).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"[ \n]+", " ", body)


# --- Every page


def test_pages_set_no_cookie_and_are_kept_nowhere(client):
    for address in addresses(EventFactory()):
        answer = client.get(address)

        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "private, no-cache"


def test_pages_are_only_read(client):
    for address in addresses(EventFactory()):
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_tell_the_address_of_the_other_language(client, prefix):
    path = reverse("events:personal_data", args=[EventFactory().slug])

    page = client.get(prefix + path).text

    for language, link in [("fr", path), ("en", f"/en{path}")]:
        assert f'hreflang="{language}" href="https://colloque.example{link}"' in page


def test_no_page_names_a_participant(client):
    event = EventFactory()
    RegistrationFactory(event=event, family_name="Introuvable")

    for address in addresses(event):
        assert "Introuvable" not in client.get(address).text


@pytest.mark.parametrize("text", ATTACKS)
def test_what_organisers_type_is_text_everywhere(client, text):
    event = EventFactory(
        **{f"{name}_fr": text for name in TEXTS},
        **dict.fromkeys(["room", "contact_name", "data_controller"], text),
        **{
            f"venue__{name}": text for name in ("institution", "name", "street", "town")
        },
        venue__access_fr=text,
        venue__step_free_fr=text,
    )
    PartnershipFactory(event=event, organisation__name=text)
    DocumentFactory(event=event, title_fr=text)

    for address in addresses(event):
        page = client.get(address).text
        if page.startswith("BEGIN:VCALENDAR"):
            continue
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<svg onload" not in page
        assert event.preview_key not in page


# --- The list


def test_list_shows_coming_events_first_then_past_ones_by_year(client):
    now = timezone.now()
    later, sooner = (
        EventFactory(starts_at=now + timedelta(days=days), title_fr=title)
        for days, title in [(60, "Plus tard"), (10, "Bientôt là")]
    )
    for year, title in [(2018, "Année 2018"), (2019, "Année 2019")]:
        EventFactory(
            starts_at=paris(5, 22, 9).replace(year=year),
            registration_opens_at=paris(1, 1).replace(year=year),
            registration_closes_at=paris(5, 1).replace(year=year),
            title_fr=title,
        )

    page = words(client.get("/").text)

    shown = [sooner.title, later.title, "Journées passées"]
    shown += ["2019", "Année 2019", "2018", "Année 2018"]
    positions = [page.index(f" {text} ") for text in shown]
    assert positions == sorted(positions)


def test_an_item_of_the_list_has_date_town_and_chip(client):
    EventFactory(
        starts_at=paris(5, 22, 9),
        registration_opens_at=paris(4, 2, 9),
        registration_closes_at=paris(5, 15, 18),
        title_fr="Le travail partenarial",
    )

    assert (
        "Le travail partenarial Mercredi 22\u00a0mai 2019 , Gennevilliers "
        "(Université de Cergy-Pontoise) Passée"
    ) in words(client.get("/").text)


def test_an_empty_list(client):
    page = words(client.get("/").text)

    assert "Aucune journée annoncée pour le moment." in page
    assert "Aucune journée passée." in page
    assert "Voir les journées passées" not in page


def test_a_list_of_the_past_alone_leads_to_it(client):
    EventFactory(past=True)

    page = client.get("/").text

    assert '<a href="#passees">Voir les journées passées</a>' in page


@pytest.mark.parametrize("count", [1, 15])
def test_list_statements(client, django_assert_num_queries, count):
    EventFactory.create_batch(count)
    EventFactory.create_batch(count, past=True)

    with django_assert_num_queries(2):
        page = client.get("/").text

    assert page.count('class="chip') == 2 * count


def test_an_unlisted_event_is_reached_by_its_address_alone(client):
    event = EventFactory(is_listed=False)

    assert (
        '<meta name="robots" content="noindex">' in client.get(f"/{event.slug}/").text
    )
    for address in ("/", "/sitemap.xml", "/agenda.ics"):
        assert event.slug not in client.get(address).text


# --- The page of an event


@pytest.mark.parametrize("rows", [1, 12])
def test_event_page_statements(client, django_assert_max_num_queries, rows):
    event = EventFactory()
    PartnershipFactory.create_batch(rows, event=event)
    DocumentFactory.create_batch(rows, event=event)
    RegistrationFactory.create_batch(rows, event=event)
    ParticipationFactory.create_batch(rows, contribution__session__event=event)
    client.get(event.get_absolute_url())  # the programme is kept from now on

    with django_assert_max_num_queries(4) as statements:
        page = client.get(event.get_absolute_url()).text

    assert len(statements) == 3  # the event, its partners, its documents
    assert page.count("\n              Laboratoire") == rows


def test_event_page_in_its_order(client):
    event = EventFactory(
        title_fr="Le travail partenarial",
        subtitle_fr="Entre nécessité et innovations",
        summary_fr="Le résumé.",
        presentation_fr="La *présentation*.",
        practical_fr="Le repas.",
        venue__access_fr="Le bus.",
        venue__step_free_fr="De plain-pied.",
    )
    ParticipationFactory(contribution__session__event=event)
    PartnershipFactory(
        event=event,
        role=Partnership.Role.HOSTS,
        organisation__name="Université hôte",
    )
    PartnershipFactory(event=event, organisation__name="Laboratoire ÉMA")
    DocumentFactory(event=event, title_fr="Affiche")

    page = words(client.get(event.get_absolute_url()).text)

    position = 0
    for text in ORDER:
        position = page.index(text, position) + len(text)


def test_the_summary_is_printed_once(client):
    event = EventFactory(summary_fr="Une question, deux réponses.")

    page = words(client.get(event.get_absolute_url()).text)

    assert page.count("Une question, deux réponses.") == 1


def test_a_title_never_skips_a_level(client):
    event = EventFactory(presentation_fr="### Un\n\n# Deux\n\n## Trois")

    page = client.get(event.get_absolute_url()).text

    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_an_event_in_french_only_says_so_in_english(client):
    event = EventFactory(title_fr="Le travail partenarial", summary_fr="Le résumé.")

    page = client.get(f"/en{event.get_absolute_url()}").text

    assert "The organisers have published this text in French only." in words(page)
    assert '<h1 lang="fr">Le travail partenarial</h1>' in page
    assert '<p class="lead" lang="fr">Le résumé.</p>' in page


def test_an_event_in_english(client):
    event = EventFactory(
        title_en="Partnership at work",
        presentation_fr="Texte.",
        presentation_en="Text.",
    )

    page = client.get(f"/en{event.get_absolute_url()}").text

    assert "in French only" not in page
    assert '<h1 lang="en">Partnership at work</h1>' in page
    assert "Free, registration required" in words(page)


@pytest.mark.parametrize(
    ("trait", "chip", "notice"),
    [
        ("cancelled", "Annulée", "Cette journée est annulée."),
        (
            "postponed",
            "Reportée",
            "Cette journée est reportée. La nouvelle date sera publiée ici.",
        ),
    ],
)
def test_what_went_wrong_is_told_once_above_the_title(client, trait, chip, notice):
    event = EventFactory(**{trait: True})

    page = client.get(event.get_absolute_url()).text

    assert words(page).count(notice) == 1
    assert words(page).index(notice) < words(page).index(event.get_type_display())
    assert f'<span class="chip chip-{trait}">{chip}</span>' in page
    assert "agenda.ics" not in page


def test_a_demonstration_says_so_on_its_page(client):
    event = EventFactory(demonstrates=paris(5, 22).date())

    assert (
        "Démonstration\u00a0: cette page reprend la journée du 22\u00a0mai 2019."
    ) in words(client.get(event.get_absolute_url()).text)


def test_times_online_are_completed_by_the_script(client):
    event = EventFactory(
        starts_at=paris(5, 22, 15),
        ends_at=paris(5, 22, 17, 30),
        registration_opens_at=paris(4, 2, 9),
        registration_closes_at=paris(5, 15, 18),
        attendance_mode=Event.AttendanceMode.ONLINE,
        venue=None,
    )

    assert (
        '<time datetime="2019-05-22T15:00+02:00" '
        'data-your-time="soit {time} chez vous">15\u00a0h (heure de Paris)</time>'
    ) in client.get(event.get_absolute_url()).text


def test_an_event_as_bare_as_can_be(client):
    event = EventFactory(
        venue=None,
        short_title_fr="",
        contact_name="",
        contact_email="",
        data_controller="",
        data_contact="",
        seats=None,
    )

    for address in addresses(event):
        assert client.get(address).status_code == 200


def test_link_previews(client):
    event = EventFactory(title_fr="L’« autre » & <moi>", summary_fr="Le résumé.")

    page = client.get(event.get_absolute_url()).text

    assert '<meta property="og:title" content="L’« autre » &amp; &lt;moi&gt;">' in page
    assert re.search(r'property="og:description" content="[^"]* Le résumé\."', page)
    assert '<meta property="og:locale" content="fr_FR">' in page


# --- Documents


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("odt", "application/vnd.oasis.opendocument.text"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    ],
)
def test_a_document_is_downloaded(client, kind, content_type):
    document = DocumentFactory(title_fr="L’affiche", file__filename=f"x.{kind}")

    answer = client.get(document_address(document))

    assert answer.getvalue() == b"%PDF-1.7 test"
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == (
        f"attachment; filename*=utf-8''L%E2%80%99affiche.{kind}"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("title", ['a"b;c\r\nX-Evil: 1', "../../etc/passwd", "\x00🎓"])
def test_the_name_of_a_download_is_safe(client, title):
    document = DocumentFactory()
    Document.objects.filter(pk=document.pk).update(title_fr=title.replace("\x00", ""))

    answer = client.get(document_address(document))

    assert re.fullmatch(
        r'attachment; filename="[\w .-]+\.pdf"', answer["Content-Disposition"]
    )
    assert "X-Evil" not in answer.headers
    answer.close()


def test_documents_out_of_sight_do_not_exist(client):
    shown, hidden = DocumentFactory(), DocumentFactory(is_visible=False)
    of_draft = DocumentFactory(event=EventFactory(draft=True))
    elsewhere = reverse("events:document", args=[hidden.event.slug, shown.pk])
    huge = reverse("events:document", args=[hidden.event.slug, 10**30])

    for address in [
        document_address(hidden),
        document_address(of_draft),
        elsewhere,
        huge,
    ]:
        assert client.get(address).status_code == 404
    assert "/documents/" not in client.get(hidden.event.get_absolute_url()).text


def test_documents_of_a_preview(client):
    document = DocumentFactory(event=EventFactory(draft=True))
    query = f"?apercu={document.event.preview_key}"

    page = client.get(document.event.get_absolute_url() + query).text

    assert f'href="{document_address(document)}{query}"' in page
    answer = client.get(document_address(document) + query)
    assert answer.status_code == 200
    answer.close()


def test_a_file_that_was_lost_is_not_offered(client):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)

    assert client.get(document_address(document)).status_code == 404
    assert "/documents/" not in client.get(document.event.get_absolute_url()).text


def test_documents_in_the_order_of_the_organiser(client):
    event = EventFactory()
    for title, position in [("Deux", 2), ("Un", 1)]:
        DocumentFactory(event=event, title_fr=title, position=position)

    page = words(client.get(event.get_absolute_url()).text)

    assert page.index(" Un (PDF") < page.index(" Deux (PDF")


# --- Calendars, sitemap, robots


@pytest.mark.parametrize(
    ("page", "name"), [("calendar", ""), ("opening_calendar", "-ouverture")]
)
def test_calendar_files(client, page, name):
    event = EventFactory()

    answer = client.get(reverse(f"events:{page}", args=[event.slug]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{event.slug}{name}.ics"'
    )
    assert len(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")) == 1


@pytest.mark.parametrize("count", [1, 15])
def test_all_calendar_statements(client, django_assert_num_queries, count):
    EventFactory.create_batch(count)
    EventFactory(past=True)
    EventFactory(draft=True)

    with django_assert_num_queries(1):
        answer = client.get("/agenda.ics")

    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(entries) == count + 1


@pytest.mark.parametrize("count", [1, 15])
def test_sitemap(client, django_assert_num_queries, count):
    EventFactory.create_batch(count)
    EventFactory(draft=True)

    with django_assert_num_queries(1):
        answer = client.get("/sitemap.xml")

    assert answer["Content-Type"] == "application/xml"
    assert answer.text.count("<loc>") == 2 * (3 + 2 * count)


def test_a_programme_is_in_the_sitemap_from_its_first_row_on(client):
    event = EventFactory()
    page = f"{event.get_absolute_url()}programme/"
    before = client.get("/sitemap.xml").text
    row = SessionFactory(event=event)
    during = client.get("/sitemap.xml").text
    row.delete()
    publish_programme(event)

    after = client.get("/sitemap.xml").text

    assert [page in each for each in (before, during, after)] == [False, True, False]


def test_sitemap_gives_each_page_in_each_language(client):
    SessionFactory(event=EventFactory(slug="travail-partenarial"))

    locations = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)

    paths = ["", "accessibilite/", "mentions-legales/"]
    paths += [
        f"travail-partenarial/{page}"
        for page in ("", "donnees-personnelles/", "programme/")
    ]
    assert locations == [
        f"https://colloque.example/{prefix}{path}"
        for path in paths
        for prefix in ("", "en/")
    ]


def test_robots(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("User-agent: *\nDisallow: /i/\n")
    assert answer.text.endswith("Sitemap: https://colloque.example/sitemap.xml\n")


# --- Personal data, accessibility, legal notice


def test_personal_data_with_real_dates(client):
    event = EventFactory(
        starts_at=paris(5, 22, 9),
        registration_opens_at=paris(4, 2, 9),
        registration_closes_at=paris(5, 15, 18),
        data_controller="Université de Cergy-Pontoise\n33 boulevard du Port",
        data_contact="dpo@cergy.example",
    )

    page = client.get(reverse("events:personal_data", args=[event.slug])).text

    assert re.findall("<h2[^>]*>(.*?)</h2>", page) == [
        "Qui est responsable",
        "Pourquoi",
        "Quelles données",
        "Qui les voit",
        "Combien de temps",
        "Vos droits et contact",
    ]
    assert re.findall("<time [^>]*>(.*?)</time>", page) == [
        "21\u00a0juin 2019",
        "22\u00a0mai 2020",
        "22\u00a0mai 2020",
    ]
    assert "Université de Cergy-Pontoise<br>33 boulevard du Port" in page
    assert 'href="mailto:dpo@cergy.example"' in page
    assert 'href="mailto:contact@example.org"' in page


@pytest.mark.parametrize(
    ("is_shown", "readers"),
    [(False, "Organisation "), (True, "Organisation, secrétariat ")],
)
def test_personal_data_tells_who_reads_needs(client, is_shown, readers):
    event = EventFactory(has_needs_shown_to_secretary=is_shown)

    page = words(client.get(reverse("events:personal_data", args=[event.slug])).text)

    assert f"régime alimentaire) et réponses sensibles {readers}" in page


def test_personal_data_takes_what_is_missing_from_the_host(client, settings):
    settings.DATA_CONTROLLER, settings.DATA_CONTACT = "La COMUE", "dpo@comue.example"
    settings.LEGAL_HOST = "Hébergeur, 1 rue du Port"
    event = EventFactory(data_controller="", data_contact="")

    page = words(client.get(reverse("events:personal_data", args=[event.slug])).text)

    assert "La COMUE" in page
    assert "dpo@comue.example" in page
    assert "Elles sont hébergées par Hébergeur, 1 rue du Port." in page


@pytest.mark.parametrize(
    ("prefix", "text"),
    [("", "Non évaluée\u00a0: aucun audit"), ("/en", "Not assessed: no independent")],
)
def test_accessibility_is_told_as_it_is(client, prefix, text):
    assert text in words(client.get(f"{prefix}/accessibilite/").text)


def test_legal_notice(client, settings):
    settings.LEGAL_PUBLISHER, settings.LEGAL_HOST = "L’université", "La DSI"

    page = words(client.get("/mentions-legales/").text)

    assert "Éditeur L’université" in page
    assert "Hébergeur La DSI" in page
    assert settings.SITE_CONTACT in page


def test_legal_notice_of_a_host_that_says_nothing(client):
    page = words(client.get("/mentions-legales/").text)

    assert page.count("Non renseigné par l’exploitant de ce site.") == 2
