"""Readers go on seeing what they saw: it becomes the first publication.

Talks and people get the names under which machines know them.
"""

from uuid import uuid4

from django.db import migrations


def name_for_machines(apps, schema_editor):
    for model in ("Contribution", "Person"):
        rows = apps.get_model("programme", model).objects.only("pk")
        batch = []
        for row in rows.iterator(1000):
            row.uid = uuid4()
            batch.append(row)
            if len(batch) == 1000:
                rows.model.objects.bulk_update(batch, ["uid"])
                batch = []
        rows.model.objects.bulk_update(batch, ["uid"])


def publish(apps, schema_editor):
    event_model = apps.get_model("events", "Event")
    publication_model = apps.get_model("programme", "Publication")
    for event in event_model.objects.exclude(published_at=None).iterator(100):
        content = [_session(row) for row in _rows(apps, event)]
        if content:
            at = event.programme_changed_at or event.published_at
            publication_model.objects.create(
                event=event, number=1, published_at=at, content=content
            )
            event_model.objects.filter(pk=event.pk).update(
                programme_published_at=event.programme_changed_at
            )


def unpublish(apps, schema_editor):
    apps.get_model("programme", "Publication").objects.all().delete()


def _rows(apps, event):
    sessions = apps.get_model("programme", "Session").objects.filter(
        event=event, is_hidden=False
    )
    return sessions.order_by("date", "starts_at", "position", "pk").prefetch_related(
        "contributions__participations__person", "contributions__participations__roles"
    )


def _session(row) -> dict:
    contributions = sorted(row.contributions.all(), key=_position)
    return {
        "key": row.pk,
        "uid": str(row.uid),
        "sequence": row.sequence,
        "date": row.date.isoformat(),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at and row.ends_at.isoformat(),
        "kind": row.kind,
        "title_fr": row.title_fr,
        "title_en": row.title_en,
        "description_fr": row.description_fr,
        "description_en": row.description_en,
        "place_fr": row.place_fr,
        "place_en": row.place_en,
        "room": "",
        "capacity": None,
        "takes_sign_ups": row.takes_sign_ups,
        "seats": row.seats,
        "contributions": [_contribution(one) for one in contributions],
    }


def _contribution(row) -> dict:
    return {
        "key": row.pk,
        "uid": str(row.uid),
        "title_fr": row.title_fr,
        "title_en": row.title_en,
        "abstract_fr": row.abstract_fr,
        "abstract_en": row.abstract_en,
        "language": row.language,
        "duration": row.duration,
        "people": [
            _person(one) for one in sorted(row.participations.all(), key=_position)
        ],
    }


def _person(row) -> dict:
    return {
        "uid": str(row.person.uid),
        "given_name": row.person.given_name,
        "family_name": row.person.family_name,
        "function": row.function,
        "roles": [
            {"text_fr": role.text_fr, "text_en": role.text_en}
            for role in sorted(row.roles.all(), key=_position)
        ],
    }


def _position(row) -> tuple[int, int]:
    return row.position, row.pk


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_rooms_publications_and_resources")]

    operations = [
        migrations.RunPython(name_for_machines, migrations.RunPython.noop),
        migrations.RunPython(publish, unpublish),
    ]
