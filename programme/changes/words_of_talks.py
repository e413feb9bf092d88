"""Sentences about talks and the people who give them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from programme.changes import foreign, naming
from programme.changes.change import What
from programme.changes.words_of_rows import in_the_other_language, retitled


def added(facts: dict) -> str:
    return _("New in %(row)s: %(talk)s.") % {
        "row": naming.row(facts["row"]),
        "talk": _talk_with_names(facts["talk"]),
    }


def removed(facts: dict) -> str:
    talk = _talk_with_names(facts["talk"])
    return _("%(row)s is no longer in the programme.") % {"row": talk}


def moved(facts: dict) -> str:
    return _("%(talk)s is now %(new)s (before: %(old)s).") % {
        "talk": naming.talk_or_people(facts["talk"]),
        "new": _where(facts["new"]),
        "old": _where(facts["old"]),
    }


def title(facts: dict) -> str:
    old, new = naming.text(facts["old"]), naming.text(facts["new"])
    before = naming.talk_or_people(facts["talk"] | {"title": facts["old"]})
    if old or not new:
        return retitled(before, old, new)
    return _("%(talk)s: the contribution is called %(title)s.") % {
        "talk": before,
        "title": naming.quoted(new),
    }


def abstract(facts: dict) -> str:
    sentences = {
        "added": _("%(talk)s: abstract added."),
        "removed": _("%(talk)s: abstract removed."),
        "changed": _("%(talk)s: abstract changed."),
    }
    return sentences[facts["became"]] % {"talk": naming.talk(facts["talk"])}


def duration(facts: dict) -> str:
    talk, old, new = naming.talk(facts["talk"]), facts["old"], facts["new"]
    if not new:
        return _("%(talk)s: the duration is no longer stated.") % {"talk": talk}
    if not old:
        sentence = ngettext(
            "%(talk)s lasts %(count)s minute.", "%(talk)s lasts %(count)s minutes.", new
        )
        return sentence % {"talk": talk, "count": new}
    sentence = ngettext(
        "%(talk)s lasts %(count)s minute instead of %(old)s.",
        "%(talk)s lasts %(count)s minutes instead of %(old)s.",
        new,
    )
    return sentence % {"talk": talk, "count": new, "old": old}


def language(facts: dict) -> str:
    talk = {"talk": naming.talk(facts["talk"])}
    if facts["new"] == "en":
        return _("%(talk)s is held in English.") % talk
    if facts["new"] == "fr":
        return _("%(talk)s is held in French.") % talk
    return _("%(talk)s is held in the language of the event.") % talk


def order_of_people(facts: dict) -> str:
    sentence = _("%(talk)s: the people come in another order.")
    return sentence % {"talk": naming.talk(facts["talk"])}


def person_added(facts: dict) -> str:
    return _("%(name)s now takes part: %(talk)s.") % _who(facts)


def person_removed(facts: dict) -> str:
    return _("%(name)s no longer takes part: %(talk)s.") % _who(facts)


def function(facts: dict) -> str:
    sentence = _("%(name)s has another function, %(new)s instead of %(old)s: %(talk)s.")
    return sentence % {
        "name": facts["name"],
        "new": naming.function(facts["new"]),
        "old": naming.function(facts["old"]),
        "talk": naming.talk(facts["talk"]),
    }


def roles(facts: dict) -> str:
    old, new = _roles(facts["old"]), _roles(facts["new"])
    if foreign.are_same(old, new):
        return in_the_other_language(facts["name"])
    if not new:
        return _("No role is stated for %(name)s any more.") % {"name": facts["name"]}
    return _("The roles stated for %(name)s change: %(roles)s.") % {
        "name": facts["name"],
        "roles": new,
    }


def spelling(facts: dict) -> str:
    return _("%(new)s is the right spelling, instead of %(old)s.") % {
        "new": facts["new"],
        "old": facts["old"],
    }


def _talk_with_names(facts: dict) -> str:
    """« Un titre » (Claire HEIJBOER); without a title its people alone."""
    name = naming.talk_or_people(facts)
    has_title = bool(naming.text(facts["title"]))
    return naming.with_names(name, facts["names"]) if has_title else name


def _where(row: dict) -> str:
    """dans « Séance 2 »; at its time for a row that has no other title than the talk"""
    if not row["shows_its_talk"]:
        return pgettext("a talk is", "in %(row)s") % {"row": naming.row(row)}
    moment = naming.moment(row["date"], row["start"])
    if row["date"]:
        return pgettext("a talk is", "on %(moment)s") % {"moment": moment}
    return pgettext("a talk is", "at %(moment)s") % {"moment": moment}


def _who(facts: dict) -> dict:
    name = facts["name"]
    if not naming.is_speaker(facts["function"]):
        name = f"{name} ({naming.function(facts['function'])})"
    return {"name": name, "talk": naming.talk(facts["talk"])}


def _roles(texts: list[dict]) -> str:
    between = pgettext("between two roles", "; ")
    return between.join(map(naming.text, texts))


SENTENCES = {
    What.TALK_ADDED: added,
    What.TALK_REMOVED: removed,
    What.TALK_MOVED: moved,
    What.TALK_TITLE: title,
    What.ABSTRACT: abstract,
    What.DURATION: duration,
    What.LANGUAGE: language,
    What.ORDER_OF_PEOPLE: order_of_people,
    What.PERSON_ADDED: person_added,
    What.PERSON_REMOVED: person_removed,
    What.FUNCTION: function,
    What.ROLES: roles,
    What.SPELLING: spelling,
}
