"""Whether phones can reach the address at which the site is open."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from toolkit.settings.local_network import network_address


@dataclass(frozen=True)
class PhoneAddress:
    """The host in the browser's address, and whether it means this machine only.

    `instead` is an address of the same site that phones reach, where one is known.
    """

    host: str
    is_own_machine: bool
    instead: str = ""


def phone_address(request: HttpRequest) -> PhoneAddress:
    """What a phone in the room would find at this site's address."""
    host = request.get_host()
    name, port = split_domain_port(host)
    if not _is_own_machine(name):
        return PhoneAddress(host, False)
    found = network_address()
    if not found or _is_own_machine(found) or not validate_host(found, settings.ALLOWED_HOSTS):
        return PhoneAddress(host, True)
    instead = f"{request.scheme}://{found}" + (f":{port}" if port else "")
    return PhoneAddress(host, True, instead)


def _is_own_machine(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
