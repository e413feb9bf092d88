"""Which network a post is counted for, and what a visitor cannot make of it."""

import pytest
from django.test import RequestFactory

from registrations.network import HASH_LENGTH, NOWHERE, keyed_hash, network_of


def network(socket="192.0.2.1", forwarded=None) -> str:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return network_of(RequestFactory().post("/", REMOTE_ADDR=socket, **headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9,198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.7,", "192.0.2.1"),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_the_setting_says(
    settings, proxies, forwarded, seen
):
    settings.TRUSTED_PROXIES = proxies

    assert network(forwarded=forwarded) == seen


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("198.51.100.7:51234", "198.51.100.7"),
        ("  198.51.100.7  ", "198.51.100.7"),
        ("[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("unknown", "192.0.2.1"),
        ("_hidden", "192.0.2.1"),
        ("999.1.1.1", "192.0.2.1"),
        ("198.51.100.007", "192.0.2.1"),
        ("'; DROP TABLE", "192.0.2.1"),
        ("[", "192.0.2.1"),
        ("1" * 5000, "192.0.2.1"),
    ],
)
def test_addresses_are_read_as_proxies_write_them(settings, written, read):
    settings.TRUSTED_PROXIES = 1

    assert network(forwarded=written) == read


def test_a_socket_file_has_no_address():
    assert network(socket="") == NOWHERE


def test_a_hash_tells_equal_from_different_and_depends_on_the_key(settings):
    ours = keyed_hash("network", "198.51.100.7")
    others = keyed_hash("network", "198.51.100.8"), keyed_hash("source", "198.51.100.7")
    settings.SECRET_KEY = "another " * 10
    elsewhere = keyed_hash("network", "198.51.100.7")

    assert len(ours) == HASH_LENGTH
    assert len({ours, *others, elsewhere}) == 4
