"""Who a sentence is about, as people write in Discord."""

import pytest

from bot.catalogue.sentences import load_phrases
from bot.catalogue.source import load_catalogue

CATALOGUE = load_catalogue()

ABOUT = {
    "yo is gh down rn??": "github",
    "@bot is github down?": "github",
    "<@1234567890> is github down?": "github",
    "steam servers dead?": "steam",
    "is x down": "x",
    "x down?": "x",
    "anyone else's x down": "x",
    "is meet working for you": "google-meet",
    "cant log into meet": "google-meet",
    "can't connect to the switch servers": "nintendo",
    "lol is github down": "github",
    "is lol down": "league-of-legends",
    "lol servers are down again": "league-of-legends",
    "what's wrong with yt today": "youtube",
    "is google cloud down": "google-cloud",
    "is google down": "google-search",
    "is claude code down or is it just me": "claude-code",
    "is the claude api down": "anthropic-api",
    "github's down": "github",
    "githubs down": "github",
    "is git hub dead": "github",
    "ps5 network offline??": "psn",
    "is github.com down?": "github",
    "discord bot dyno is down": "dyno",
    "epic games launcher says error, is fortnite down": "fortnite",
    "ist whatsapp kaputt?": "whatsapp",
    "esta caido instagram?": "instagram",
    "spotify marche pas": "spotify",
    "is valo down <:sadge:123456>": "valorant",
    "why is cs go so slow": "cs2",
    "IS ROBLOX DOWN": "roblox",
    "roblox": "roblox",
    "is at&t down": "att",
}
ABOUT_NOTHING = [
    "is it down?",
    "let's go down to the shop",
    "lets meet down at the park",
    "we go now",
    "what not to do",
    "make it work please",
    "lol",
    "max is a nice person",
    "are you up",
    "i am in line at the box office",
    "three people ring the bell",
    "it x y z",
    "see https://github.com/login",
    "ste.am down",
    "",
    "???",
]


@pytest.mark.parametrize(("text", "service_id"), ABOUT.items())
def test_the_service_asked_about_is_found(text: str, service_id: str) -> None:
    service = CATALOGUE.find_in_sentence(text)
    assert service is not None
    assert service.id == service_id


@pytest.mark.parametrize("text", ABOUT_NOTHING)
def test_everyday_words_are_nobody(text: str) -> None:
    assert CATALOGUE.find_in_sentence(text) is None


def test_short_names_count_only_when_asked_about() -> None:
    short = [name for service in CATALOGUE.services for name in service.aliases if len(name) <= 2]
    assert len(short) > 30
    for name in short:
        assert CATALOGUE.find_in_sentence(f"look at the {name} over there") is None, name
        asked = CATALOGUE.find_in_sentence(f"is {name} down?")
        assert asked is CATALOGUE.find(name), name


def test_a_long_message_is_searched_quickly_and_only_so_far() -> None:
    assert CATALOGUE.find_in_sentence("word " * 1000 + "is github down") is None


def test_every_everyday_word_is_a_name_of_ours() -> None:
    """A word that is no name would be dead weight in the list."""
    strangers = [word for word in load_phrases().ordinary if CATALOGUE.find(word) is None]
    assert not strangers


def test_words_of_questions_are_written_as_sentences_are_read() -> None:
    phrases = load_phrases()
    for word in phrases.talk | phrases.leads | phrases.plain:
        assert word == word.lower()
        assert "'" not in word
