"""A schedule of programme.schedules as `schedule.xml`; its texts are clean already."""

from xml.etree.ElementTree import Element, SubElement, tostring


def written(schedule: dict) -> bytes:
    conference = schedule["conference"]
    root = Element("schedule")
    _add(root, "version", schedule["version"])
    head = SubElement(root, "conference")
    for name in ("acronym", "title", "start", "end"):
        _add(head, name, conference[name])
    _add(head, "days", str(conference["daysCount"]))
    for name in ("timeslot_duration", "time_zone_name"):
        _add(head, name, conference[name])
    _add(head, "base_url", schedule["base_url"])
    for day in conference["days"]:
        _add_day(root, day)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _add_day(root: Element, day: dict) -> None:
    marks = {"start": day["day_start"], "end": day["day_end"]}
    marks |= {"index": str(day["index"]), "date": day["date"]}
    element = SubElement(root, "day", marks)
    for name, events in day["rooms"].items():
        room = SubElement(element, "room", name=name)
        for values in events:
            _add_event(room, values)


def _add_event(room: Element, values: dict) -> None:
    element = SubElement(room, "event", id=str(values["id"]), guid=values["guid"])
    for name, value in values.items():
        if name == "persons":
            persons = SubElement(element, "persons")
            for person in value:
                _add(persons, "person", person["name"], id=str(person["id"]))
        elif name == "attachments":
            attachments = SubElement(element, "attachments")
            for one in value:
                _add(attachments, "attachment", one["title"], href=one["url"])
        elif name == "links":
            SubElement(element, "links")
        elif name not in {"id", "guid"}:
            _add(element, name, value)


def _add(parent: Element, name: str, text: str, **marks: str) -> None:
    SubElement(parent, name, marks).text = text
