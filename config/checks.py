"""Refuses to start without the French catalogue: the site would speak English."""

from pathlib import Path

from django.conf import settings
from django.core import checks

COMPILE = "pybabel compile --domain django --directory locale"


@checks.register(checks.Tags.translation)
def catalogues_are_compiled(app_configs, **kwargs) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"{source} has no up-to-date compiled catalogue.",
            hint=f"Run: {COMPILE}",
            id="colloque.E001",
        )
        for folder in settings.LOCALE_PATHS
        for source in Path(folder).glob("*/LC_MESSAGES/*.po")
        if not is_compiled(source)
    ]


def is_compiled(source: Path) -> bool:
    """Does the .mo beside this .po say the same? Dates lie after a copy."""
    target = source.with_suffix(".mo")
    if not target.exists():
        return False
    if target.stat().st_mtime >= source.stat().st_mtime:
        return True
    return target.read_bytes() == _compiled(source)


def _compiled(source: Path) -> bytes:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    output = BytesIO()
    with source.open("rb") as file:
        write_mo(output, read_po(file))
    return output.getvalue()
