"""A programme of one row in which everything that people type is the same text."""

from datetime import date, time
from uuid import UUID

from programme import timetable
from programme.snapshot import ContributionCopy, PersonCopy, RoleCopy, SessionCopy
from tests import hostile

ROW = "11111111-1111-4111-8111-111111111111"
TALK = "22222222-2222-4222-8222-222222222222"
PERSON = "33333333-3333-4333-8333-333333333333"
EVENT = UUID("44444444-4444-4444-8444-444444444444")
# What breaks calendars, markup and JSON, beside what breaks forms.
TEXTS = hostile.TEXTS | {
    "end of an entry": "fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:faux",
    "separators": 'a; b, c: "d" \\ e\\n f\\N',
    "end of a section": "]]> <!-- &amp; &lt; ' \" <?xml?> <!DOCTYPE x>",
    "end of a script": "</script><script>alert(1)</script>",
    "no XML": "\ufffe\uffff\x0b\x1f",
    "surrogate": "a\ud800b",
    "right to left": "\u202eabc\u2066 שלום \u0627\u0644",
}
# PostgreSQL and addresses refuse the others before they are stored.
STORED = {
    name: text
    for name, text in TEXTS.items()
    if text and not {"\x00", "\ud800"} & set(text)
}


def programme_of(event, text):
    person = PersonCopy(PERSON, text, text, "speaker", (RoleCopy(text),))
    chair = PersonCopy(PERSON, text, text, "chair", (RoleCopy(text, text),))
    talk = ContributionCopy(
        1, TALK, title_fr=text, abstract_fr=text, people=(person, chair)
    )
    row = SessionCopy(
        key=1,
        uid=ROW,
        sequence=0,
        date=date(2019, 5, 22),
        starts_at=time(10),
        ends_at=time(11),
        kind="talks",
        title_fr=text,
        description_fr=text,
        place_fr=text,
        contributions=(talk,),
    )
    return timetable.build(event, [row])


def event_of(study_day, text):
    """An event whose texts are the same."""
    fields = dict.fromkeys(["title_fr", "short_title_fr", "summary_fr", "room"], text)
    return study_day(**fields, uid=EVENT, slug="travail-partenarial")
