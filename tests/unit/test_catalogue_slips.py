"""Misspelt names: answered for only where they can mean nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.names import name_key
from bot.catalogue.sentences import load_phrases
from bot.catalogue.service import names_of
from bot.catalogue.slips import Slips
from bot.catalogue.source import load_catalogue

CATALOGUE = load_catalogue()


def slip(text: str) -> str | None:
    service = CATALOGUE.find_slip(text)
    return service.id if service is not None else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("githib", "github"),
        ("is discrod down", "discord"),
        ("yotube is not loading", "youtube"),
        ("redit", "reddit"),
        ("twich down", "twitch"),
        ("league of legneds down", "league-of-legends"),
        ("gihtub actions stuck", "github-actions"),
    ],
)
def test_one_slip_in_a_long_well_known_name_is_no_doubt(text: str, meant: str) -> None:
    assert slip(text) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("gitlub", "GitHub and GitLab are equally near"),
        ("stam", "Steam is too short a name"),
        ("netfixx", "two slips"),
        ("jithub", "slips spare the first letter"),
        ("discard", "a word of its own"),
        ("notoin", "Notion is an everyday word"),
        ("wattpda", "nobody asks about it much"),
        ("github", "no slip at all"),
        ("discrod or yotube", "two services"),
        ("", "nothing"),
    ],
)
def test_what_leaves_doubt_is_asked_about(text: str, why: str) -> None:
    assert slip(text) is None, why


def test_words_of_talk_are_nobodys_slip() -> None:
    phrases = load_phrases()
    words = phrases.talk | phrases.plain | phrases.lookalikes | phrases.ordinary
    assert not {word: slip(word) for word in words if slip(word) is not None}


def test_every_lookalike_would_be_taken_for_a_name_otherwise() -> None:
    """A word that is near to nothing would be dead weight in the list."""
    names = {name_key(name): one for one in CATALOGUE.services for name in names_of(one)}
    credulous = Slips(names, everyday=())
    assert not [word for word in load_phrases().lookalikes if credulous.find(word) is None]


@given(st.text(max_size=400))
def test_no_text_is_too_odd(text: str) -> None:
    CATALOGUE.find_slip(text)
