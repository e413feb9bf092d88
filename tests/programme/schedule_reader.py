"""Reads schedule.json and schedule.xml: both against their schemas, then together."""

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import xmlschema

from tests.programme.schedule_schema import SCHEMA

XSD = xmlschema.XMLSchema11(Path(__file__).with_name("schedule.xsd"))


def compared(as_json, as_xml):
    """The conference of two files, which are valid and tell the same."""
    content = json.loads(as_json)
    jsonschema.validate(content, SCHEMA)
    XSD.validate(as_xml.decode())
    root = ElementTree.fromstring(as_xml)  # noqa: S314
    conference = content["schedule"]["conference"]
    told = [
        [(room.get("name"), [_values(event) for event in room]) for room in found]
        for found in root.iter("day")
    ]
    assert told == [
        [
            (name, [_comparable(event) for event in events])
            for name, events in found["rooms"].items()
        ]
        for found in conference["days"]
    ]
    assert root.findtext("conference/title") == conference["title"]
    return conference


def _values(element):
    texts = {child.tag: child.text or "" for child in element if not len(child)}
    return texts | {
        "id": int(element.get("id")),
        "guid": element.get("guid"),
        "persons": [
            (int(one.get("id")), one.text or "") for one in element.find("persons")
        ],
        "links": "",
        "attachments": [
            (one.get("href"), one.text or "") for one in element.find("attachments")
        ],
    }


def _comparable(event):
    return event | {
        "persons": [(one["id"], one["name"]) for one in event["persons"]],
        "links": "",
        "attachments": [(one["url"], one["title"]) for one in event["attachments"]],
    }


def events_of(conference):
    return [
        event
        for found in conference["days"]
        for events in found["rooms"].values()
        for event in events
    ]
