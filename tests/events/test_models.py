from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from events.models import Event, EventSlug, Partnership
from events.models.document import validate_document
from tests.events.days import paris, study_day
from tests.factories import (
    DocumentFactory,
    EventFactory,
    PartnershipFactory,
    RegistrationFactory,
    UserFactory,
    VenueFactory,
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        (
            {"ends_at": paris(5, 22, 9), "doors_open_at": paris(5, 22, 8)},
            "event_ends_after_it_starts",
        ),
        (
            {"registration_closes_at": paris(4, 2, 9)},
            "event_registration_closes_after_it_opens",
        ),
        ({"doors_open_at": paris(5, 22, 17, 30)}, "event_doors_open_before_it_ends"),
        ({"type": "party"}, "event_type_is_known"),
    ],
)
def test_facts_that_the_database_keeps(changes, constraint):
    fields = {
        "starts_at": paris(5, 22, 9),
        "ends_at": paris(5, 22, 17, 30),
        "registration_opens_at": paris(4, 2, 9),
        "registration_closes_at": paris(5, 15, 18),
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EventFactory(**fields | changes)


@pytest.mark.django_db
def test_a_partner_has_a_role_once():
    one = PartnershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PartnershipFactory(event=one.event, organisation=one.organisation)


@pytest.mark.django_db
def test_a_partner_keeps_the_name_of_the_day():
    partnership = PartnershipFactory(organisation__name="ÉSPÉ de Versailles")

    partnership.organisation.name = "INSPÉ de Versailles"
    partnership.organisation.save()

    assert str(Partnership.objects.get()) == "ÉSPÉ de Versailles"


@pytest.mark.django_db
def test_every_slug_is_kept():
    event = EventFactory(slug="une")

    event.slug = "deux"
    event.save()
    event.save()

    kept = EventSlug.objects.order_by("slug").values_list("slug", "event")
    assert list(kept) == [("deux", event.pk), ("une", event.pk)]


@pytest.mark.django_db
def test_a_slug_that_another_event_had_is_refused():
    event = EventFactory(slug="une")
    event.slug = "deux"
    event.save()

    with pytest.raises(ValidationError) as refusal:
        EventFactory.build(slug="une", venue=None).full_clean()

    assert set(refusal.value.message_dict) == {"slug"}


@pytest.mark.django_db
def test_a_new_event_cannot_take_the_slug_of_one_that_is_gone():
    EventSlug.objects.create(slug="partie", event=None)

    with pytest.raises(ValidationError, match="adresse"):
        EventFactory.build(slug="partie", venue=None).clean()


@pytest.mark.django_db
def test_an_event_may_take_its_own_slug_again():
    event = EventFactory(slug="une")
    event.slug = "deux"
    event.save()

    event.slug = "une"

    event.full_clean()


def test_moments_that_follow_from_the_start():
    starts_at = timezone.now().replace(hour=9, minute=0) + timedelta(days=30)
    event = Event(starts_at=starts_at, registration_opens_at=timezone.now())

    event.fill_in_defaults()

    closes_at = event.local(event.registration_closes_at)
    assert event.doors_open_at == starts_at
    assert event.promotion_stops_at == starts_at - timedelta(hours=12)
    assert closes_at.date() == event.local(starts_at).date() - timedelta(days=7)
    assert (closes_at.hour, closes_at.minute) == (18, 0)


def test_a_day_in_less_than_a_week_closes_at_its_start():
    starts_at = timezone.now() + timedelta(days=3)
    event = Event(starts_at=starts_at, registration_opens_at=timezone.now())

    event.fill_in_defaults()

    assert event.registration_closes_at == starts_at


@pytest.mark.parametrize(
    ("fields", "french", "english"),
    [
        ({"short_title_fr": "Partenariat"}, "Partenariat", "Partenariat"),
        (
            {"short_title_fr": "Partenariat", "short_title_en": "Partnership"},
            "Partenariat",
            "Partnership",
        ),
        (
            {"short_title_fr": "", "title_fr": "Court", "title_en": "Short"},
            "Court",
            "Short",
        ),
        (
            {
                "short_title_fr": "",
                "title_fr": "Le travail partenarial dans les secteurs éducatif",
            },
            "Le travail partenarial dans les…",
            "Le travail partenarial dans les…",
        ),
    ],
)
def test_short_title(fields, french, english):
    event = study_day(**fields)

    assert event.short_title == french
    with override("en"):
        assert event.short_title == english


def test_english_falls_back_on_french():
    event = study_day(title_fr="Le titre", summary_fr="Bref.", summary_en="Brief.")

    with override("en"):
        assert (event.title, event.summary) == ("Le titre", "Brief.")


@pytest.mark.parametrize(
    ("fields", "is_in_french_only"),
    [
        ({}, True),
        ({"title_en": "Title"}, False),
        ({"title_en": "Title", "presentation_fr": "Texte."}, True),
        (
            {
                "title_en": "Title",
                "presentation_fr": "Texte.",
                "presentation_en": "Text.",
            },
            False,
        ),
    ],
)
def test_a_page_in_english_tells_what_is_in_french_only(fields, is_in_french_only):
    event = study_day(**fields)

    assert not event.is_shown_in_french_only
    with override("en"):
        assert event.is_shown_in_french_only == is_in_french_only


@pytest.mark.parametrize(
    ("fields", "is_indexed"),
    [
        ({}, True),
        ({"is_listed": False}, False),
        ({"published_at": None}, False),
        ({"published_at": timezone.now() + timedelta(hours=1)}, False),
    ],
)
def test_search_engines_keep_published_and_listed_events(fields, is_indexed):
    assert study_day(**fields).is_indexed == is_indexed


@pytest.mark.django_db
def test_seats_are_counted_by_status():
    event = EventFactory(seats=10)
    RegistrationFactory.create_batch(3, event=event)
    RegistrationFactory.create_batch(2, event=event, waiting=True)
    RegistrationFactory(event=event, cancelled=True)
    RegistrationFactory()

    found = Event.objects.with_seats().get(pk=event.pk)

    assert (found.confirmed_count, found.waiting_count, found.free_seats) == (3, 2, 7)


@pytest.mark.django_db
def test_words_of_the_queryset():
    listed, unlisted = EventFactory(), EventFactory(is_listed=False)
    past = EventFactory(past=True)
    EventFactory(draft=True)
    EventFactory(published_at=timezone.now() + timedelta(hours=1))
    EventFactory(deleted_at=timezone.now())
    published = Event.objects.published()

    assert set(published) == {listed, unlisted, past}
    assert set(published.listed()) == {listed, past}
    assert list(published.listed().upcoming()) == [listed]
    assert list(published.listed().past()) == [past]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["pdf", "odt", "docx", "pptx"])
def test_documents_are_stored_under_a_name_of_ours(kind):
    document = DocumentFactory(file__filename=f"../../É va;sion\n.{kind.upper()}")

    folder, name = document.file.name.split("/")
    assert folder == "documents"
    assert len(name) == 32 + 1 + len(kind)
    assert name.endswith(f".{kind}")
    assert document.kind == kind.upper()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ program"),
        ("a.html", b"%PDF-1.7"),
        ("a", b"%PDF-1.7"),
        ("a.pdf.exe", b"%PDF-1.7"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b""),
    ],
)
def test_files_of_another_kind_are_refused(name, content):
    with pytest.raises(ValidationError):
        validate_document(SimpleUploadedFile(name, content))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("events.models.document.MAX_DOCUMENT_BYTES", 9)

    validate_document(SimpleUploadedFile("a.pdf", b"%PDF-1.7x"))
    with pytest.raises(ValidationError):
        validate_document(SimpleUploadedFile("a.pdf", b"%PDF-1.7xx"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Programme", "Programme.pdf"),
        ("Programme\u00a0: l’après-midi (v2)", "Programme l’après-midi (v2).pdf"),
        ('a"b;c\r\nd\x00', "a b c d.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("..", "document.pdf"),
        ("🎓", "document.pdf"),
        ("CON<>|?*", "CON.pdf"),
        ("é" * 300, "é" * 100 + ".pdf"),
    ],
)
def test_downloads_have_a_safe_name(title, name):
    assert DocumentFactory.build(title_fr=title).download_name == name


def test_address_and_map_of_a_venue():
    venue = VenueFactory.build(street="avenue Marcel Paul & Cie")

    assert venue.address == "avenue Marcel Paul & Cie, 92230 Gennevilliers"
    assert venue.map_url == (
        "https://www.openstreetmap.org/search?"
        "query=avenue+Marcel+Paul+%26+Cie%2C+92230+Gennevilliers"
    )


@pytest.mark.django_db
def test_addresses_of_users_are_in_small_letters():
    with pytest.raises(IntegrityError, match="user_email_is_lower_case"):
        UserFactory(email="Jeanne@example.org")
