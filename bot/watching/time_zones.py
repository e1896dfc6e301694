"""Finding a time zone by what people type: a city, a country, an abbreviation, nearly spelt. Pure.

Names, cities and countries are those of the IANA time zone database, as the package tzdata has it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

MOST = 8  # suggestions
LONGEST = 60
_NEAR = 80.0
_SHORTEST = 3  # letters of which a name may be a part
# Those that people use; a few have a second meaning elsewhere, and then both are suggested.
_ABBREVIATIONS = {
    **dict.fromkeys(("utc", "gmt", "z", "zulu"), ("UTC",)),
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), ("Europe/Berlin", "Europe/Paris")),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens", "Europe/Kyiv")),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon",)),
    **dict.fromkeys(("bst",), ("Europe/London", "Asia/Dhaka")),
    **dict.fromkeys(("msk",), ("Europe/Moscow",)),
    **dict.fromkeys(("et", "est", "edt", "eastern"), ("America/New_York",)),
    **dict.fromkeys(("ct", "cst", "cdt", "central"), ("America/Chicago", "Asia/Shanghai")),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), ("America/Denver", "America/Phoenix")),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific"), ("America/Los_Angeles",)),
    **dict.fromkeys(("ist",), ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
    **dict.fromkeys(("jst",), ("Asia/Tokyo",)),
    **dict.fromkeys(("kst",), ("Asia/Seoul",)),
    **dict.fromkeys(("sgt",), ("Asia/Singapore",)),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Brisbane")),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
}
_COUNTRIES = {
    **dict.fromkeys(("usa", "america", "united states of america"), "US"),
    **dict.fromkeys(("uk", "great britain", "england", "scotland", "wales"), "GB"),
    "holland": "NL",
    "korea": "KR",
    "uae": "AE",
    "czechia": "CZ",
    "turkiye": "TR",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The zones, by everything they may be called."""

    names: dict[str, str]  # every zone by its name in lower case, old names too
    cities: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]]  # one zone for each difference in time


def find_zones(text: str) -> tuple[str, ...]:
    """Return the zones that a text may mean, likeliest first. A single one is meant for sure."""
    words = " ".join(re.sub(r"[_,]", " ", text.lower()).split())
    if not words or len(words) > LONGEST:
        return ()
    atlas = load_atlas()
    name = words.replace(" ", "_")
    if words in _ABBREVIATIONS:
        return _ABBREVIATIONS[words]
    if name in atlas.names:
        return (atlas.names[name],)
    city = name.rpartition("/")[2].replace("_", " ")
    for called, known in ((city, atlas.cities), (words, atlas.countries)):
        if called in known:
            return known[called][:MOST]
    return _near(city, atlas)


def _near(words: str, atlas: Atlas) -> tuple[str, ...]:
    """Return zones that have a text within their names, or nearly."""
    if len(words) < _SHORTEST:
        return ()
    known = atlas.cities | atlas.countries
    parts = [name for name in known if re.search(rf"\b{re.escape(words)}", name)]
    near = process.extract(words, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=MOST)
    found = [*parts, *(name for name, _, _ in near)]
    return tuple(dict.fromkeys(zone for name in found for zone in known[name]))[:MOST]


@cache
def load_atlas() -> Atlas:
    """Read the names of the time zone database, once."""
    names = {name.lower(): name for name in sorted(available_timezones()) if "/" in name}
    zones: dict[str, list[str]] = {}  # by country
    cities: dict[str, list[str]] = {}
    for code, _, zone, *_ in _table("zone.tab"):
        if zone.lower() in names:
            zones.setdefault(code, []).append(zone)
            cities.setdefault(_city(zone), []).append(zone)
    for zone in names.values():
        cities.setdefault(_city(zone), [zone])
    countries = {name.lower(): code for code, name, *_ in _table("iso3166.tab")}
    countries |= {code.lower(): code for code in zones} | _COUNTRIES
    return Atlas(
        names=names,
        cities={city: tuple(found) for city, found in cities.items()},
        countries={
            name: tuple(_different(zones[code]))
            for name, code in countries.items()
            if code in zones
        },
    )


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ").lower()


def _table(name: str) -> Iterable[list[str]]:
    text = (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _different(zones: Iterable[str]) -> Iterable[str]:
    """Return the first zone of those whose clocks agree, in winter and in summer."""
    seen: dict[tuple[object, ...], str] = {}
    # Stations in Antarctica keep somebody's time; nobody means them by a country's name.
    for zone in sorted(zones, key=lambda name: name.startswith("Antarctica/")):
        clock = ZoneInfo(zone)
        months = (datetime(2026, month, 1, 12, tzinfo=clock) for month in (1, 7))
        seen.setdefault(tuple(moment.utcoffset() for moment in months), zone)
    return seen.values()
