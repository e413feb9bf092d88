"""What readers of the schedule format (frab, c3voc) expect of schedule.json: written
from the published format, as a JSON schema that allows nothing beside it."""

MOMENT = r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\Z"
DATE = r"\A\d{4}-\d\d-\d\d\Z"
LENGTH = r"\A\d\d:[0-5]\d\Z"
GUID = r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"
SLUG = r"\A[a-z0-9]{4,}-\d{1,6}-[a-z0-9_-]{3,}[a-z0-9]\Z"


def text(pattern="") -> dict:
    return {"type": "string", "pattern": pattern}


def a_list_of(items: dict) -> dict:
    return {"type": "array", "items": items}


def exactly(**properties) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
EVENT = exactly(
    id=NUMBER,
    guid=text(GUID),
    date=text(MOMENT),
    start=text(r"\A([01]\d|2[0-3]):[0-5]\d\Z"),
    duration=text(LENGTH),
    room=text("."),
    slug=text(SLUG),
    url=text(r"\Ahttps?://."),
    title=text(),
    subtitle=text(),
    track=text(),
    type={"enum": ["talk", "workshop", "discussion", "other"]},
    language=text(r"\A[a-z]{2}\Z"),
    abstract=text(),
    description=text(),
    persons=a_list_of(exactly(id=NUMBER, guid=text(GUID), name=text())),
    links=a_list_of({}),
    attachments=a_list_of(exactly(url=text(r"\Ahttps?://."), title=text())),
)
DAY = exactly(
    index={"type": "integer", "minimum": 1},
    date=text(DATE),
    day_start=text(MOMENT),
    day_end=text(MOMENT),
    rooms={"type": "object", "additionalProperties": a_list_of(EVENT)},
)
CONFERENCE = exactly(
    acronym=text(r"\A[a-z0-9]{4,}\Z"),
    title=text(),
    start=text(DATE),
    end=text(DATE),
    daysCount={"type": "integer", "minimum": 1},
    timeslot_duration=text(LENGTH),
    time_zone_name=text("."),
    url=text(r"\Ahttps?://."),
    rooms=a_list_of(exactly(name=text("."), guid=text(GUID))),
    days=a_list_of(DAY),
)
SCHEMA = exactly(
    schedule=exactly(version=text("."), base_url=text("/$"), conference=CONFERENCE)
)
