"""Logos: what is taken, what is refused, and where they are shown."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from events import images
from tests.factories import EventFactory, PartnershipFactory

MARK = b"where the picture was taken"


def picture(kind="PNG", size=(40, 20), mode="RGB", colour=0, **options) -> bytes:
    octets = BytesIO()
    Image.new(mode, size, colour).save(octets, kind, **options)
    return octets.getvalue()


def clean(octets: bytes, name="logo.png") -> Image.Image:
    stored = images.clean_logo(SimpleUploadedFile(name, octets))
    return Image.open(BytesIO(stored.read()))


def bomb(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_pictures_of_three_kinds_become_a_png(kind, mode):
    stored = clean(picture(kind, mode=mode))

    assert (stored.format, stored.mode, stored.size) == ("PNG", "RGB", (40, 20))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"), ("JPEG", "CMYK")],
)
def test_every_way_to_write_colours_is_read(kind, mode):
    assert clean(picture(kind, mode=mode)).mode in {"RGB", "RGBA"}


def test_what_is_transparent_stays_so():
    stored = clean(picture(mode="RGBA", colour=(255, 0, 0, 0)))

    assert stored.mode == "RGBA"
    assert stored.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("size", "stored"),
    [((4000, 1000), (800, 200)), ((1000, 4000), (200, 800)), ((4000, 1), (800, 1))],
)
def test_a_large_picture_is_made_small(size, stored):
    assert clean(picture(size=size)).size == stored


def test_nothing_but_the_picture_is_kept():
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    exif[0x0112] = 6  # lies on its side
    octets = picture("JPEG", size=(40, 20), exif=exif, comment=MARK) + MARK

    stored = images.clean_logo(SimpleUploadedFile("a.jpg", octets))

    assert MARK in octets
    assert MARK not in stored.read()
    stored.seek(0)
    assert Image.open(stored).size == (20, 40)


def animated(kind: str) -> bytes:
    octets = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(octets, kind, save_all=True, append_images=frames[1:])
    return octets.getvalue()


REFUSED = {
    "too wide": (picture(size=(4001, 10)), "4 000"),
    "too high": (picture(size=(10, 4001)), "4 000"),
    "16 million dots": (bomb(4001, 4001), "4 000"),
    "144 million dots": (bomb(12_000, 12_000), "4 000"),
    "more dots than memory": (bomb(2**31 - 1, 2**31 - 1), "4 000"),
    "less than it says": (bomb(3000, 3000), "abîmé"),
    "animated PNG": (animated("PNG"), "fixe"),
    "animated WebP": (animated("WEBP"), "fixe"),
    "GIF": (picture("GIF"), "abîmé"),
    "BMP": (picture("BMP"), "abîmé"),
    "TIFF": (picture("TIFF"), "abîmé"),
    "PDF": (picture("PDF"), "abîmé"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "abîmé"),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0", "abîmé"),
    "cut PNG": (picture(size=(300, 300))[:200], "abîmé"),
    "cut JPEG": (picture("JPEG", size=(300, 300))[:400], "abîmé"),
    "cut WebP": (picture("WEBP", size=(300, 300))[:40], "abîmé"),
    "no PNG": (b"\x89PNG\r\n\x1a\n" + b"\xff" * 99, "abîmé"),
    "no WebP": (b"RIFF\xff\xff\xff\xffWEBP" + b"\xff" * 99, "abîmé"),
    "no JPEG": (b"\xff\xd8\xff" + b"\x00" * 99, "abîmé"),
    "one octet": (b"x", "abîmé"),
    "2 MB": (picture() + b"\0" * (2 * 1024 * 1024), "2 Mo"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused(name):
    octets, reason = REFUSED[name]

    with pytest.raises(ValidationError) as refusal:
        clean(octets)

    assert reason in refusal.value.messages[0].replace("\u00a0", " ")


def test_a_size_is_refused_before_a_picture_is_decoded(monkeypatch):
    decoded = []
    monkeypatch.setattr(Image.Image, "load", lambda image: decoded.append(image))

    with pytest.raises(ValidationError):
        clean(bomb(4001, 4001))

    assert decoded == []


@pytest.mark.parametrize(
    ("size", "shown", "on_paper"),
    [
        ((800, 200), (176, 44), 38),
        ((200, 800), (16, 64), 3.2),
        ((20, 10), (20, 10), 26),
        ((800, 1), (176, 1), 38),
    ],
)
def test_logos_fill_a_box(size, shown, on_paper):
    assert images.size_on_screen(*size) == shown
    assert images.width_on_paper(*size) == on_paper


# --- Where it is served and shown


@pytest.mark.django_db
def test_a_logo_is_a_picture_and_nothing_else(client):
    partner = PartnershipFactory(with_logo=True)

    response = client.get(address(partner))

    assert response.getvalue().startswith(b"\x89PNG")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_new_logo_is_seen_at_once_and_an_old_one_is_not_sent_again(client):
    partner = PartnershipFactory(with_logo=True)
    first = client.get(address(partner))
    known = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert client.get(address(partner), headers=known).status_code == 304

    partner.logo = SimpleUploadedFile("logo.png", picture(colour=(0, 0, 9)))
    partner.save()

    assert client.get(address(partner), headers=known).status_code == 200


def address(partner, **query):
    return reverse("events:logo", args=[partner.event.slug, partner.pk], query=query)


@pytest.mark.django_db
def test_a_logo_is_found_in_its_event_alone(client):
    event = EventFactory()
    partner = PartnershipFactory(with_logo=True)
    bare = PartnershipFactory(event=event)
    lost = PartnershipFactory(event=event, with_logo=True)
    lost.logo.storage.delete(lost.logo.name)
    partner.event = event

    for one in (partner, bare, lost):
        assert client.get(address(one)).status_code == 404


@pytest.mark.django_db
def test_the_logo_of_a_draft_needs_its_key(client):
    partner = PartnershipFactory(event=EventFactory(draft=True), with_logo=True)
    key = partner.event.preview_key

    assert client.get(address(partner)).status_code == 404
    assert client.get(address(partner, apercu=key)).getvalue()[:4] == b"\x89PNG"
    page = client.get(partner.event.get_absolute_url(), {"apercu": key}).text
    assert f'src="{address(partner, apercu=key)}"' in page


@pytest.mark.django_db
def test_the_page_shows_it_beside_the_name(client):
    partner = PartnershipFactory(with_logo=True)

    page = client.get(partner.event.get_absolute_url()).text

    [image] = re.findall(r"<img[^>]*>", page)
    assert " ".join(image.split()) == (
        f'<img src="{address(partner)}" width="64" height="64" alt="" loading="lazy" >'
    )
    assert str(partner) in page
