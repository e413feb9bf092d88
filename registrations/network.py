"""From which network a post comes, as far as the settings let us believe it.

The socket knows only the last proxy. Each proxy adds the address that it saw at the end
of X-Forwarded-For, so that of TRUSTED_PROXIES proxies of ours, the first one's word
stands that many places from the end. What stands before it, anybody may have written.
"""

import base64
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

NOWHERE = "unknown"
# A household, and often a whole campus, has one /64 of IPv6.
IPV6_PREFIX = 64
HASH_LENGTH = 22


def network_of(request: HttpRequest) -> str:
    """The address of a visitor over IPv4, the /64 of one over IPv6."""
    address = _forwarded(request) or _read(request.META.get("REMOTE_ADDR", ""))
    if address is None:
        return NOWHERE
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), IPV6_PREFIX), strict=False))
    return str(address)


def keyed_hash(purpose: str, *values: object) -> str:
    """22 characters that tell equal from different, and nothing to whoever has not
    the key: a list of all addresses would be tried out in a minute otherwise."""
    text = "\n".join(map(str, values))
    digest = salted_hmac(f"registrations.{purpose}", text, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def _forwarded(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """What our outermost proxy saw; None where there is none, or it said nonsense."""
    if not settings.TRUSTED_PROXIES:
        return None
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(seen) < settings.TRUSTED_PROXIES:
        return None
    return _read(seen[-settings.TRUSTED_PROXIES])


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: with a port, with brackets, with a zone."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
