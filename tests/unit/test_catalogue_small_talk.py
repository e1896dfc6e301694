"""Talk that asks about nobody: names that are everyday words are hardly ever heard in it.

Kept from getting worse: lines that may be read as a question too ("is max ok") are left out.
"""

import csv
from pathlib import Path

import pytest

from bot.asking.questions import Subject, identify
from bot.catalogue.sentences import LONGEST_IDIOM, load_phrases
from bot.catalogue.source import load_catalogue
from bot.probing.addresses import AddressPolicy

CATALOGUE = load_catalogue()
PUBLIC_ONLY = AddressPolicy()
DATA = Path(__file__).parents[1] / "data"
MOST = 0.02


def names_a_service(text: str) -> bool:
    subject = identify(text, CATALOGUE, PUBLIC_ONLY)
    is_answered = isinstance(subject, Subject) and subject.service is not None
    return is_answered or bool(CATALOGUE.find_in_sentence(text))


def about(text: str) -> list[str]:
    return [service.id for service in CATALOGUE.find_in_sentence(text)]


def test_hardly_any_small_talk_names_a_service() -> None:
    with (DATA / "small_talk.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert len({text.casefold() for text in texts}) == len(texts) > 250
    named = [text for text in texts if names_a_service(text)]
    assert len(named) <= MOST * len(texts), named


@pytest.mark.parametrize(
    "text",
    ["cant open the box", "this quest is broken", "the fort is down the hill", "stuck on the line"],
)
def test_an_everyday_word_after_an_article_is_just_that(text: str) -> None:
    assert about(text) == []


@pytest.mark.parametrize(
    ("text", "service_id"),
    [
        ("think that notion is down", "notion"),
        ("status of steam", "steam"),
        ("outlook on my phone not working", "outlook"),
        ("the teams app is broken", "microsoft-teams"),
        ("is the switch online service down", "nintendo"),
        ("cant connect to the switch servers", "nintendo"),
    ],
)
def test_a_service_beside_such_words_is_still_heard(text: str, service_id: str) -> None:
    assert about(text) == [service_id]


@pytest.mark.parametrize("text", ["apple is a fruit", "whats up with him", "voy a la playa"])
def test_a_short_word_beside_a_name_is_no_slip(text: str) -> None:
    assert not names_a_service(text)


def test_a_slip_in_a_long_word_of_several_is_one() -> None:
    found = CATALOGUE.find_slip("rocket leage")
    assert found is not None
    assert found.id == "rocket-league"


def test_every_turn_of_speech_holds_a_name() -> None:
    """One without would be dead weight in the list."""
    phrases = load_phrases()
    for idiom in phrases.idioms:
        words = idiom.split()
        spans = [
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        ]
        assert any(map(CATALOGUE.find_meant, spans)), idiom
        assert len(words) <= LONGEST_IDIOM, idiom
