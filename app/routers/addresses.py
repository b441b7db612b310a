"""From which network address a request comes, when proxies may stand between."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

HOUSEHOLD: Final = 64
"""Leading bits of an IPv6 address that one household or office has to itself: all addresses below are one caller."""
UNKNOWN: Final = "unknown"
"""The address of a caller that has none, as on a socket in the file system."""


def address_of(scope: Scope, trusted: Sequence[Network]) -> str:
    """The caller's address as requests are counted by it.

    What a forwarding header says is believed only as far as trusted proxies say it: from the last hop back to the
    first one that is not trusted. Two headers that say different things are both not believed.
    """
    peer = (scope.get("client") or (UNKNOWN,))[0]
    address = _parsed(peer)
    if address is None:
        return str(peer) or UNKNOWN
    if _is_among(address, trusted):
        address = _before(address, Headers(scope=scope), trusted)
    return _counted_as(address)


def _before(proxy: Address, headers: Headers, trusted: Sequence[Network]) -> Address:
    """Who stands before a trusted proxy; the proxy itself when nothing believable is said."""
    plain = _hops(headers.getlist("x-forwarded-for"))
    standard = [_for_of(hop) for hop in _hops(headers.getlist("forwarded"))]
    told = {_first_untrusted(proxy, hops, trusted) for hops in (plain, standard) if hops}
    return told.pop() if len(told) == 1 else proxy


def _first_untrusted(proxy: Address, hops: list[str], trusted: Sequence[Network]) -> Address:
    address = proxy
    for hop in reversed(hops):
        before = _parsed(hop)
        if before is None or not _is_among(address, trusted):
            break
        address = before
    return address


def _hops(lines: list[str]) -> list[str]:
    """The parts of all lines of a header, the nearest hop last."""
    return [part.strip() for part in ",".join(lines).split(",") if part.strip()]


def _for_of(hop: str) -> str:
    """What a hop of `Forwarded` (RFC 7239) says of `for`."""
    pairs = (pair.partition("=") for pair in hop.split(";"))
    return next((value.strip() for name, _, value in pairs if name.strip().lower() == "for"), "")


def _parsed(text: str) -> Address | None:
    """An address, with or without quotes, brackets and a port; an IPv4 address in the clothes of IPv6 is IPv4."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _counted_as(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), HOUSEHOLD), strict=False))
