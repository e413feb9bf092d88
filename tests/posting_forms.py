"""All forms of a page that post, as a browser without files would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class PostingForm:
    """Where it goes, and every field and button in it with its values as shown."""

    path: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    def lacks(self, name: str) -> bool:
        """Is it asked for, and nothing chosen or typed yet?"""
        return name in self.fields and not any(self.fields[name])


def posting_forms(response) -> list[PostingForm]:
    reader = _Reader(response.request["PATH_INFO"])
    if response["Content-Type"].startswith("text/html"):
        reader.feed(response.text)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, here: str):
        super().__init__()
        self.found: list[PostingForm] = []
        self._here = here
        self._form: PostingForm | None = None
        self._select: list[str] | None = None
        self._textarea: list[str] | None = None

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._begin(given)
        elif self._form is None:
            return
        elif tag == "option" and self._select is not None and "selected" in given:
            self._select.append(given.get("value", ""))
        elif name := given.get("name"):
            values = self._form.fields.setdefault(name, [])
            if tag == "select":
                self._select = values
            elif tag == "textarea":
                self._textarea = values
                values.append("")
            elif _is_sent(given):
                values.append(given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea is not None:
            # The first line end after the tag is not part of the text.
            before = self._textarea.pop()
            self._textarea.append(before + data if before else data.removeprefix("\n"))

    def _begin(self, given: dict[str, str]) -> None:
        self._form = None
        if given.get("method", "").lower() == "post":
            path = urljoin(self._here, given.get("action", "")).partition("#")[0]
            self._form = PostingForm(path)
            self.found.append(self._form)


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "")
    return kind != "file" and (kind not in {"checkbox", "radio"} or "checked" in given)
