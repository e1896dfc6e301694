"""Strangers' words are harmless in Discord: no ping, link, markup, or turned line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.neutral import (
    HOST_LENGTH,
    code_span,
    plain_name,
    plain_note,
    show_target,
)
from bot.probing.target import Target

ACTIVE = re.compile(r"(?<!\\)[`*_~|>#\[\]()<@]|https?://|discord\.gg")
HOSTILE = [
    "@everyone",
    "@here",
    "<@123>",
    "<@&123>",
    "</say:1>",
    "<t:1:R>",
    "<id:home>",
    "<:x:1>",
    "https://evil.example/**b**||s||",
    "[free nitro](https://evil.example)",
    "discord.gg/abc",
    "# big",
    "> quote",
    "1. x",
    "```\ncode\n```",
    "a\u202eb",
    "a\u200bb",
    "z̵̡͎̈́",
    "\x1b[31m",
]


@given(st.text())
def test_a_code_span_cannot_be_left(text: str) -> None:
    span = code_span(text)
    assert span == "" or re.fullmatch(r"`[a-z0-9._:\[\]…-]+`", span)
    assert len(span) <= HOST_LENGTH + 2


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_does_nothing(text: str) -> None:
    shown = plain_name(text)
    assert not ACTIVE.search(shown)
    assert "@everyone" not in shown
    assert "@here" not in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x1f\u0300-\u036f]", shown)


@given(st.text())
def test_a_name_is_one_short_line(text: str) -> None:
    shown = plain_name(text)
    assert "\n" not in shown
    assert len(shown) <= 3 * 60


def test_an_ordinary_name_stays_readable() -> None:
    assert plain_name("Chat GPT") == "Chat GPT"
    assert plain_name("Größe 日本") == "Größe 日本"
    assert plain_name("हिन्दी ไทยที่") == "हिन्दी ไทยที่"
    assert plain_name("Gro\u0308\u00dfe") == "Größe"


@pytest.mark.parametrize("hidden", ["", "\u200b", "\u202e", "\x07", "\u3164"])
def test_marks_make_no_tower_whatever_hides_between_them(hidden: str) -> None:
    vowel = "\u0e34"
    tower = "\u0e01" + f"{vowel}{vowel}{hidden}" * 20
    for show in (plain_name, plain_note):
        assert show(tower) == "\u0e01" + vowel * 2
        assert show(vowel * 3 + "\u3164") == ""


@pytest.mark.parametrize(
    ("port", "shown"), [(443, "`shop.example`"), (8443, "`shop.example:8443`")]
)
def test_a_target_is_shown_as_its_host_and_an_unusual_port(port: int, shown: str) -> None:
    target = Target(scheme="https", host="shop.example", port=port, path="/secret?token=1")
    assert show_target(target) == shown
