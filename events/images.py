"""Logos: what comes in is looked at, drawn anew and stored as a small PNG of ours.

A file is never kept as it came: comments, positions of cameras and whatever stands
behind the picture go. The size is read before anything is decoded, so that no file
takes more memory than a picture of MOST_SIDE by MOST_SIDE dots.
"""

from base64 import b64encode
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

KINDS = ["PNG", "JPEG", "WEBP"]
MAX_LOGO_BYTES = 2 * 1024 * 1024
MOST_SIDE = 4000
STORED_SIDE = 800
SCREEN_WIDTH, SCREEN_HEIGHT = 176, 64
# On paper a logo fills a box of so many millimetres, whatever its shape.
PAPER_WIDTH, PAPER_HEIGHT = 38, 13


def clean_logo(file: UploadedFile) -> ContentFile:
    """The picture as a PNG of at most STORED_SIDE dots a side.

    Raises ValidationError for anything but one still picture of a known kind and size.
    """
    if (file.size or 0) > MAX_LOGO_BYTES:
        raise ValidationError(_("The logo must be 2 MB or smaller."))
    try:
        return ContentFile(_as_png(file), name="logo.png")
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # what a decoder makes of broken octets has no end
        raise ValidationError(
            _("This file is not a picture in PNG, JPEG or WebP, or it is damaged.")
        ) from None


def size_on_screen(width: int, height: int) -> tuple[int, int]:
    """In dots of the page: within a box, and never larger than the picture is."""
    scale = min(SCREEN_WIDTH / width, SCREEN_HEIGHT / height, 1)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def width_on_paper(width: int, height: int) -> float:
    """In millimetres: as large as the box allows, so that logos look alike."""
    return round(min(PAPER_WIDTH, PAPER_HEIGHT * width / height), 1)


def drawing(name: str, width: int, height: int) -> str:
    """A stored logo as a drawing that a template of typst reads; empty if it is lost.

    Such a template reads no file of its own: the picture is inside the drawing.
    """
    try:
        with default_storage.open(name) as file:
            picture = b64encode(file.read()).decode()
    except FileNotFoundError:
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}"'
        f' href="data:image/png;base64,{picture}"/></svg>'
    )


class LogoInput(forms.ClearableFileInput):
    """Shows the stored logo; it is served by a page of the event alone."""

    template_name = "colloque/logo_input.html"
    clear_checkbox_label: Any = gettext_lazy("Take the logo away")

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"accept": "image/png,image/jpeg,image/webp", **(attrs or {})})


class LogoField(forms.FileField):
    widget = LogoInput

    def to_python(self, data):
        file = super().to_python(data)
        return clean_logo(file) if file else None


def _as_png(file) -> bytes:
    file.seek(0)
    with Image.open(file, formats=KINDS) as image:
        if max(image.size) > MOST_SIDE:
            raise _too_large()
        if image.format != "JPEG" and getattr(image, "is_animated", False):
            raise ValidationError(_("The logo must be a still picture."))
        image.draft("RGB", (STORED_SIDE, STORED_SIDE))
        small = _small(image)
        ImageOps.exif_transpose(small, in_place=True)
    # Made anew, it carries nothing but its dots.
    clean = Image.new(small.mode, small.size)
    clean.paste(small)
    octets = BytesIO()
    clean.save(octets, "PNG")
    return octets.getvalue()


def _too_large() -> ValidationError:
    return ValidationError(_("The logo must be 4,000 dots wide and high at most."))


def _small(image: Image.Image) -> Image.Image:
    """The picture in colours that every PNG has, at the size that is stored."""
    colours = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode != colours:
        image = image.convert(colours)
    image.thumbnail((STORED_SIDE, STORED_SIDE), reducing_gap=2)
    return image
