"""The address that requests are counted by: the peer's, unless trusted proxies say whom they stand before."""

from ipaddress import ip_network
from typing import Any

import pytest

from app.routers.addresses import address_of

PROXIES = [ip_network(one) for one in ("10.0.0.0/8", "2001:db8:ffff::/48")]


def address(peer: str | None, trusted: bool = True, **headers: str | list[str]) -> str:  # noqa: FBT001, FBT002  a column
    lines = [
        (name.replace("_", "-").encode(), line.encode())
        for name, value in headers.items()
        for line in ([value] if isinstance(value, str) else value)
    ]
    scope: dict[str, Any] = {"type": "http", "client": (peer, 1) if peer is not None else None, "headers": lines}
    return address_of(scope, PROXIES if trusted else [])


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_caller_is_counted_by_the_address_of_their_household(peer: str | None, counted: str) -> None:
    assert address(peer) == counted


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:4711", "192.0.2.7"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("203.0.113.1, 192.0.2.7", "192.0.2.7"),  # the first one is what the caller made up
        ("203.0.113.1, 192.0.2.7, 10.1.1.1, 10.2.2.2", "192.0.2.7"),
        (["203.0.113.1", "192.0.2.7, 10.1.1.1"], "192.0.2.7"),
        ("10.1.1.1, 10.2.2.2", "10.1.1.1"),  # somebody inside
        ("192.0.2.7, 2001:db8:ffff::1", "192.0.2.7"),
        ("192.0.2.7, anything", "10.0.0.1"),
        ("192.0.2.7, anything, 10.1.1.1", "10.1.1.1"),
        ("", "10.0.0.1"),
        (", ,", "10.0.0.1"),
        ("192.0.2.7, 999.1.1.1", "10.0.0.1"),
    ],
)
def test_a_trusted_proxy_says_whom_it_stands_before(said: str | list[str], counted: str) -> None:
    assert address("10.0.0.1", x_forwarded_for=said) == counted
    assert address("10.0.0.1", trusted=False, x_forwarded_for=said) == "10.0.0.1"
    assert address("198.51.100.9", x_forwarded_for=said) == "198.51.100.9"


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("for=192.0.2.7", "192.0.2.7"),
        ('For="[2001:db8:1:2::9]:4711"; proto=https', "2001:db8:1:2::/64"),
        ("for=203.0.113.1, by=10.0.0.9;for=192.0.2.7, for=10.1.1.1", "192.0.2.7"),
        ("for=192.0.2.7, for=_hidden", "10.0.0.1"),
        ("proto=https", "10.0.0.1"),
    ],
)
def test_a_trusted_proxy_may_say_it_in_the_standard_header(said: str, counted: str) -> None:
    assert address("10.0.0.1", forwarded=said) == counted
    assert address("198.51.100.9", forwarded=said) == "198.51.100.9"


def test_a_header_that_the_proxy_let_through_from_the_caller_is_not_believed() -> None:
    assert address("10.0.0.1", x_forwarded_for="192.0.2.7", forwarded="for=203.0.113.1") == "10.0.0.1"
    assert address("10.0.0.1", x_forwarded_for="203.0.113.1", forwarded="for=192.0.2.7") == "10.0.0.1"
    assert address("10.0.0.1", x_forwarded_for="192.0.2.7", forwarded="for=192.0.2.7") == "192.0.2.7"
