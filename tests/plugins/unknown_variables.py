"""A variable that no view supplies fails the test, in our templates only.

The templates of Django's admin count on unknown variables being empty.
"""

import inspect
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


class UnknownVariableError(Exception):
    """A template of ours prints something that nobody gave it."""


class UnknownVariable(str):
    """What Django prints for an unknown variable, as `self % variable`.

    It must not be empty: Django would then print nothing without asking.
    """

    __slots__ = ()

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        template = _template_being_rendered()
        if TEMPLATES in template.parents:
            raise UnknownVariableError(f"{variable} is unknown in {template}")
        return ""


def _template_being_rendered() -> Path:
    """The file of the innermost template node that is at work."""
    frame = inspect.currentframe()
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if frame.f_code.co_name == "render_annotated" and hasattr(node, "origin"):
            return Path(node.origin.name)
    return Path()
