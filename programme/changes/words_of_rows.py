"""Sentences about rows: when, where, what they are called."""

from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from programme.changes import foreign, naming
from programme.changes.change import What


def shifted(facts: dict) -> str:
    """Les 5 lignes à partir de 14 h commencent 15 minutes plus tard."""
    minutes = facts["minutes"]
    length = ngettext("%(count)s minute", "%(count)s minutes", abs(minutes))
    day = naming.moment(facts["date"], "")
    rows = _("the %(count)s rows of %(day)s") if day else _("the %(count)s rows")
    return _shift(later=minutes > 0, goes_on=not facts["last"]) % {
        "rows": rows % {"count": facts["count"], "day": day},
        "minutes": length % {"count": abs(minutes)},
        "start": naming.clock(facts["start"]),
        "last": naming.clock(facts["last"]) if facts["last"] else "",
    }


def _shift(*, later: bool, goes_on: bool) -> str:
    if goes_on and later:
        return _("%(rows)s from %(start)s on begin %(minutes)s later.")
    if goes_on:
        return _("%(rows)s from %(start)s on begin %(minutes)s earlier.")
    if later:
        return _("%(rows)s from %(start)s to %(last)s begin %(minutes)s later.")
    return _("%(rows)s from %(start)s to %(last)s begin %(minutes)s earlier.")


def added(facts: dict) -> str:
    row = facts["row"]
    name = naming.row(row | {"date": ""}, with_time=False)
    values = {
        "row": naming.with_names(name, facts["names"]),
        "when": naming.moment(row["date"], row["start"]),
    }
    if row["date"]:
        return _("%(row)s is new on %(when)s.") % values
    return _("%(row)s is new at %(when)s.") % values


def removed(facts: dict) -> str:
    row = naming.row(facts["row"], with_time=True)
    return _("%(row)s is no longer in the programme.") % {"row": row}


def moved(facts: dict) -> str:
    old, new = facts["old"], facts["new"]
    row = facts["row"]
    if old["date"] != new["date"]:
        sentence = _("%(row)s takes place on %(new)s instead of %(old)s.")
        values = {
            "new": naming.moment(new["date"], new["start"]),
            "old": naming.moment(old["date"], old["start"]),
        }
        row = row | {"date": ""}
    elif old["end"] and new["end"] and old["end"] != new["end"]:
        sentence = _("%(row)s takes place from %(new)s instead of %(old)s.")
        values = {"new": _hours(new), "old": _hours(old)}
    else:
        sentence = _("%(row)s begins at %(new)s instead of %(old)s.")
        values = {"new": naming.clock(new["start"]), "old": naming.clock(old["start"])}
    return sentence % {"row": naming.row(row, with_time=False), **values}


def end(facts: dict) -> str:
    old, new = facts["old"]["end"], facts["new"]["end"]
    row = naming.row(facts["row"])
    if not new:
        return _("The programme no longer says when %(row)s ends.") % {"row": row}
    if not old:
        return _("%(row)s ends at %(new)s.") % {"row": row, "new": naming.clock(new)}
    return _("%(row)s ends at %(new)s instead of %(old)s.") % {
        "row": row,
        "new": naming.clock(new),
        "old": naming.clock(old),
    }


def place(facts: dict) -> str:
    old, new = naming.text(facts["old"]), naming.text(facts["new"])
    values = {"row": naming.row(facts["row"]), "old": old, "new": new}
    if foreign.are_same(old, new):
        return in_the_other_language(values["row"])
    if not new:
        return _("%(row)s has no place any more (it was: %(old)s).") % values
    if not old:
        return _("%(row)s now has a place: %(new)s.") % values
    return _("%(row)s changes place: %(new)s instead of %(old)s.") % values


def title(facts: dict) -> str:
    old, new = naming.text(facts["old"]), naming.text(facts["new"])
    row = naming.quoted(old) if old else naming.row(facts["row"])
    return retitled(row, old, new)


def retitled(name: str, old: str, new: str) -> str:
    values = {"row": name, "new": naming.quoted(new)}
    if foreign.are_same(old, new):
        return in_the_other_language(name)
    if not new:
        return _("%(row)s has no title any more.") % values
    if not old:
        return _("%(row)s has a title: %(new)s.") % values
    return _("%(row)s is now called %(new)s.") % values


def in_the_other_language(name: str) -> str:
    sentence = _("%(row)s: the text in the other language has changed.")
    return sentence % {"row": name}


def kind(facts: dict) -> str:
    return _("%(row)s is of another type: %(new)s instead of %(old)s.") % {
        "row": naming.row(facts["row"]),
        "new": naming.kind(facts["new"]),
        "old": naming.kind(facts["old"]),
    }


def description(facts: dict) -> str:
    sentences = {
        "added": _("%(row)s has a description."),
        "removed": _("%(row)s has no description any more."),
        "changed": _("%(row)s has another description."),
    }
    return sentences[facts["became"]] % {"row": naming.row(facts["row"])}


def sign_ups(facts: dict) -> str:
    sentence = (
        _("People now sign up for a place: %(row)s.")
        if facts["new"]
        else _("People no longer sign up for a place: %(row)s.")
    )
    return sentence % {"row": naming.row(facts["row"])}


def order_of_talks(facts: dict) -> str:
    sentence = _("%(row)s: the contributions come in another order.")
    return sentence % {"row": naming.row(facts["row"])}


def _hours(times: dict) -> str:
    start, end = time.fromisoformat(times["start"]), time.fromisoformat(times["end"])
    return dates.hours(start, end)


SENTENCES = {
    What.SHIFTED: shifted,
    What.ROW_ADDED: added,
    What.ROW_REMOVED: removed,
    What.MOVED: moved,
    What.END: end,
    What.PLACE: place,
    What.ROW_TITLE: title,
    What.ROW_KIND: kind,
    What.DESCRIPTION: description,
    What.SIGN_UPS: sign_ups,
    What.ORDER_OF_TALKS: order_of_talks,
}
