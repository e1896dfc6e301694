"""The shared corpus of hostile and honest texts, where it is at hand."""

import json
from ipaddress import IPv6Network, ip_address
from pathlib import Path
from typing import Any

import pytest

from bot.probing.addresses import PUBLIC_ONLY, Address, vet_all
from bot.probing.own_addresses import OwnAddresses
from bot.probing.parsing import parse_location, parse_target
from bot.probing.target import Target, TargetRefused

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "hostile" / "urls.visible.jsonl"
Row = dict[str, Any]


def load_rows() -> list[Row]:
    if not CORPUS.exists():
        return []
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def look(row: Row) -> Target:
    """Parse the row's text, and vet every answer its name would get, as the wire does."""
    if "base" in row:
        target = parse_location(row["input"], parse_target(row["base"]))
    else:
        target = parse_target(row["input"])
    dns = row.get("dns", {})
    own = own_addresses(dns)
    for answers in dns.get("seq", [dns]):  # a list: one per look-up
        addresses = [ip_address(text) for text in answers.get("A", []) + answers.get("AAAA", [])]
        refusal = vet_all(addresses, PUBLIC_ONLY)
        refusals = [refusal, *(own.vet(address, PUBLIC_ONLY) for address in addresses)]
        for reason in filter(None, refusals):
            raise TargetRefused(reason)
    return target


def own_addresses(dns: Row) -> OwnAddresses:
    """Return a machine that has the row's own addresses and lies on the row's links."""
    mine: set[Address] = {ip_address(text) for text in dns.get("own", [])}
    links = [IPv6Network(text) for text in dns.get("onlink", [])]
    shifts = [(int(link[0]), 128 - link.prefixlen) for link in links]
    on_link = tuple((number >> shift, shift) for number, shift in shifts)
    return OwnAddresses(is_own=mine.__contains__, load_on_link=lambda: on_link)


ROWS = load_rows()


@pytest.mark.skipif(not ROWS, reason="the shared corpus is not beside this repository")
@pytest.mark.parametrize("row", ROWS, ids=[f"{row['kind']}-{row['id']}" for row in ROWS])
def test_the_corpus_is_met(row: Row) -> None:
    """Rows of level `should` are met as well, so no decision has to name a deviation."""
    expected = row["expected"]
    if expected == "refuse":
        with pytest.raises(TargetRefused):
            look(row)
        return
    target = look(row)
    assert expected in {"allow", f"normalise:{target.url}"}
