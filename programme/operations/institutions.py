"""Spellings of institutions are grouped; what was typed and printed stays."""

from collections.abc import Collection

from django.db import transaction

from events.access import Verb, visible
from events.journal import Act, record
from events.models import Event, Organisation, OrganisationName, User
from programme.institutions import key_of, tidy
from programme.models import ParticipationRole
from programme.operations.turns import lock
from programme.spellings import Spellings


@transaction.atomic
def group_institutions(
    event: Event, spellings: Collection[str], *, name: str, actor: User
) -> Organisation:
    """Say that these spellings mean one organisation, in this event.

    It is found by its name among those that the actor may see, else made. Roles of the
    programme are linked to it, and later ones will be. A second call does nothing.
    """
    lock(event)
    known = Spellings(event)
    organisation = _found(known, name, actor) or Organisation.objects.create(
        name=tidy(name)
    )
    has_changed = False
    for spelling in [*spellings, name]:
        key = key_of(spelling)
        if not key or known.grouped.get(key) == organisation:
            continue
        OrganisationName.objects.update_or_create(
            event=event,
            search_key=_stored(key),
            defaults={"organisation": organisation, "name": tidy(spelling)},
        )
        has_changed = True
    if has_changed:
        _finish(event, actor, count=len(spellings))
        forget_unused_organisations({one.pk for one in known.grouped.values()})
    return organisation


@transaction.atomic
def ungroup_institutions(
    event: Event, spellings: Collection[str], *, actor: User
) -> int:
    """Let these spellings mean nothing but themselves; says how many meant more."""
    lock(event)
    keys = [_stored(key_of(spelling)) for spelling in spellings]
    rows = event.organisation_names.filter(search_key__in=keys)
    organisations = {row.organisation_id for row in rows}
    count, _per_model = rows.delete()
    if count:
        _leave_no_lone_name(event, organisations)
        _finish(event, actor, count=count)
        forget_unused_organisations(organisations)
    return count


def _found(known: Spellings, name: str, actor: User) -> Organisation | None:
    key = key_of(name)
    if found := known.meant_by(name):
        return found
    own = visible(Organisation.objects.all(), actor, Verb.SEE_EVENT)
    named = own.filter(name__iexact=tidy(name)).order_by("pk")
    return next((one for one in named if key_of(one.name) == key), None)


def _leave_no_lone_name(event: Event, organisations: set[int]) -> None:
    """A name that groups no other spelling says nothing: « UCP » means « UCP »."""
    for organisation in Organisation.objects.filter(pk__in=organisations):
        rows = event.organisation_names.filter(organisation=organisation)
        if [row.search_key for row in rows] == [_stored(key_of(organisation.name))]:
            rows.delete()


def _finish(event: Event, actor: User, *, count: int) -> None:
    link_roles(event)
    record(Act.INSTITUTIONS_TIDIED, event, actor, count=count)


def link_roles(event: Event) -> None:
    """Link every role of the programme with the organisation that it names today."""
    known = Spellings(event)
    rows = ParticipationRole.objects.filter(
        participation__contribution__session__event=event
    )
    changed = []
    for role in rows:
        organisation = known.named_in(role.text_fr)
        key = organisation.pk if organisation else None
        if role.organisation_id != key:
            role.organisation = organisation
            changed.append(role)
    ParticipationRole.objects.bulk_update(changed, ["organisation"], batch_size=500)


def forget_unused_organisations(organisations: Collection[int]) -> None:
    """Those that nothing names any more; what was filled in about them is kept."""
    roles = ParticipationRole.objects.filter(organisation__in=organisations)
    unused = Organisation.objects.filter(
        pk__in=organisations, partnerships=None, names=None, website="", short_name=""
    )
    unused.exclude(pk__in=roles.values("organisation")).delete()


def _stored(key: str) -> str:
    return key[: OrganisationName._meta.get_field("search_key").max_length]
