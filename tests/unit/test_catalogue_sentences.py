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


def about(text: str) -> list[str]:
    return [service.id for service in CATALOGUE.find_in_sentence(text)]


# Each for one thing that tells a name from a word.
ABOUT_ONE = {
    "SPOTIFYYYY WHYYY": "spotify",
    "bruh is fort downnnn": "fortnite",
    "zzz down": "zenless-zone-zero",
    "cod servers again lol": "call-of-duty",
    "los servidores de fort no van": "fortnite",
    "teams calls dropping for my entire company": "microsoft-teams",
    "getting 502 on linear": "linear",
    "kick 503ing": "kick",
    "pk not proxying :(": "pluralkit",
    "netflix on ps5 ui-800-3": "netflix",
    "my ig just logged me out": "instagram",
    "caiu o zap": "whatsapp",
    "rocket leage ranked not working ps5": "rocket-league",
    "gmial login broken": "gmail",
    "is zoom inside teams down": "zoom",
}


@pytest.mark.parametrize(("text", "service_id"), ABOUT_ONE.items())
def test_what_tells_a_name_from_a_word(text: str, service_id: str) -> None:
    assert about(text) == [service_id]


@pytest.mark.parametrize("text", ["zoom out a bit", "so much discord in my family", "steam these"])
def test_turns_of_speech_are_about_nobody(text: str) -> None:
    assert about(text) == []


ABOUT_SEVERAL = {
    "steam and discord both down?": ["steam", "discord"],
    "is it xbox or psn thats down": ["xbox", "psn"],
    "youtube, gmail and the drive all dead": ["youtube", "gmail", "google-drive"],
    "twitch works but kick doesnt": ["twitch", "kick"],
    "cant connect to steam or cod": ["steam", "call-of-duty"],
    "steam/epic down": ["steam", "epic-games"],
    "chatgpt + claude down": ["chatgpt", "claude"],
    "is clash down": ["clash-of-clans", "clash-royale"],
    "is copilot in vscode broken": ["microsoft-copilot", "github-copilot"],
    "discord steam": ["discord", "steam"],
}


@pytest.mark.parametrize(("text", "service_id"), ABOUT.items())
def test_the_service_asked_about_is_found(text: str, service_id: str) -> None:
    assert about(text) == [service_id]


@pytest.mark.parametrize(("text", "service_ids"), ABOUT_SEVERAL.items())
def test_several_that_are_asked_about_are_all_found(text: str, service_ids: list[str]) -> None:
    assert about(text) == service_ids


@pytest.mark.parametrize("text", ABOUT_NOTHING)
def test_everyday_words_are_nobody(text: str) -> None:
    assert about(text) == []


@pytest.mark.parametrize(
    ("text", "service_ids"),
    [
        ("isdiscorddown", ["discord"]),
        ("steamdown", ["steam"]),
        ("why is robloxdown", ["roblox"]),
        ("discordservers down", ["discord"]),
        ("breakdown", []),
        ("we live on an island", []),
        ("markdown is broken", []),
    ],
)
def test_missing_spaces_are_put_in_beside_names_alone(text: str, service_ids: list[str]) -> None:
    assert about(text) == service_ids


def test_short_names_count_only_when_asked_about() -> None:
    short = [name for service in CATALOGUE.services for name in service.aliases if len(name) <= 2]
    assert len(short) > 30
    for name in short:
        assert about(f"look at the {name} over there") == [], name
        assert CATALOGUE.find_in_sentence(f"is {name} down?") == CATALOGUE.find_meant(name), name


def test_a_long_message_is_searched_quickly_and_only_so_far() -> None:
    assert about("word " * 1000 + "is github down") == []


def test_every_everyday_word_is_a_name_of_ours() -> None:
    """A word that is no name would be dead weight in the list."""
    strangers = [word for word in load_phrases().ordinary if not CATALOGUE.find_meant(word)]
    assert not strangers


def test_words_of_questions_are_written_as_sentences_are_read() -> None:
    phrases = load_phrases()
    for word in phrases.talk | phrases.leads | phrases.plain | phrases.lookalikes:
        assert word == word.lower()
        assert "'" not in word
