"""What a browser would post from a form of a page, without a browser."""

from html.parser import HTMLParser


def filled_in(response, form_id: str) -> dict[str, str | list[str]]:
    """The fields of a form as it is shown, files and buttons left out."""
    reader = _FormReader(form_id)
    reader.feed(response.text)
    assert reader.values, f"No form {form_id} with fields"
    return reader.values


def save(client, address: str, form_id: str, *, follow: bool = False, **changes):
    """Open an admin page, change some fields, press the first button."""
    fields = filled_in(client.get(address), form_id)
    return client.post(address, {**fields, **changes, "_save": ""}, follow=follow)


class _FormReader(HTMLParser):
    """Collects names and values between <form id=…> and </form>."""

    def __init__(self, form_id: str):
        super().__init__()
        self.values: dict[str, str | list[str]] = {}
        self._form_id = form_id
        self._is_inside = False
        self._select = self._textarea = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self._is_inside = attributes.get("id") == self._form_id
        if not self._is_inside:
            return
        name = attributes.get("name")
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attributes:
            self.values[self._select] = attributes.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "input" and name and _is_sent(attributes):
            is_tick = attributes.get("type") == "checkbox"
            self.values[name] = attributes.get("value", "on" if is_tick else "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._is_inside = False
        elif tag == "textarea" and self._textarea:
            # The first line end after the tag is not part of the text.
            text = self.values[self._textarea]
            self.values[self._textarea] = text.removeprefix("\r").removeprefix("\n")
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data


def _is_sent(attributes: dict) -> bool:
    kind = attributes.get("type", "text")
    if kind in {"submit", "button", "file", "image"}:
        return False
    return kind not in {"checkbox", "radio"} or "checked" in attributes
