"""What a question is about, before anything is looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.answer import Declined, DeclineReason
from bot.asking.questions import Refused, Subject, find_domain, find_link, identify
from bot.catalogue.source import load_catalogue
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.target import Refusal

CATALOGUE = load_catalogue()


def about(question: str) -> str:
    match identify(question, CATALOGUE, PUBLIC_ONLY):
        case Subject() as subject:
            return subject.service.id if subject.service else subject.target.url
        case Refused(reason=reason):
            return reason
        case Declined(reason=declined):
            return declined


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("discord", "discord"),
        ("example.com?", "https://example.com/"),
        ("is `example.com` down?", "https://example.com/"),
        ("X", "x"),
        ("Disney+", "disney-plus"),
        ("is github down?", "github"),
        ("https://www.reddit.com/", "reddit"),
        ("example.org", "https://example.org/"),
        ("http://example.org/a?b", "http://example.org/a?b"),
        ("ste.am", "https://ste.am/"),
        ("is https://example.org/login, down?", "https://example.org/login"),
        ("is [this](https://example.org/a) down?", "https://example.org/a"),
        ("hey is example.org down", "https://example.org/"),
        ("is github down? saw it on example.org", "github"),
        ("is github.com/python down?", "https://github.com/python"),
        ("is http://127.0.0.1/ down?", Refusal.PRIVATE_ADDRESS),
        ("http://user:secret@example.org", Refusal.CREDENTIALS),
        ("ftp://example.org", Refusal.BAD_SCHEME),
        ("localhost", Refusal.LOCAL_NAME),
        ("", Refusal.EMPTY),
        ("nosuchthingatall", "not_found"),
        ("is it down?", "not_found"),
    ],
)
def test_questions(question: str, expected: str) -> None:
    assert about(question) == expected


def test_hidden_characters_are_no_words() -> None:
    assert about("is git\u202ehub down") == Refusal.NOT_A_URL
    assert about("exam\u202eple.org") == Refusal.BAD_CHARACTERS


@given(st.text(max_size=300))
def test_any_text_is_about_something_refused_or_declined(text: str) -> None:
    assert isinstance(identify(text, CATALOGUE, PUBLIC_ONLY), Subject | Refused | Declined)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.org/a_b.", "https://example.org/a_b"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://en.wikipedia.org/wiki/Rust_(game)", "https://en.wikipedia.org/wiki/Rust_(game)"),
        ("<https://example.org>", "https://example.org"),
        ("example.org/path is down", "example.org/path"),
        ("example.org is down", None),
        ("and/or", None),
    ],
)
def test_links_are_found_in_messages(text: str, link: str | None) -> None:
    assert find_link(text) == link


@pytest.mark.parametrize(
    ("text", "domain"),
    [("is example.org?", "example.org"), ("e.g. this", None), ("no dots here", None)],
)
def test_domains_are_found_in_messages(text: str, domain: str | None) -> None:
    assert find_domain(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        *("is it down", "my internet is down", "is the weather api down", "is my wifi down"),
        *("what does 502 mean?", "I have 502 friends", "is everything down"),
    ],
)
def test_words_that_are_near_to_nothing_suggest_nothing(text: str) -> None:
    outcome = identify(text, CATALOGUE, PUBLIC_ONLY)
    assert isinstance(outcome, Declined)
    assert not outcome.suggestions


@pytest.mark.parametrize("text", ["is discrod down", "discordd?", "DISOCRD???"])
def test_a_slip_that_can_mean_one_service_alone_is_that_service(text: str) -> None:
    outcome = identify(text, CATALOGUE, PUBLIC_ONLY)
    assert isinstance(outcome, Subject)
    assert outcome.service is CATALOGUE.get("discord")


@pytest.mark.parametrize(
    ("text", "meant"), [("is gitlub down", ["github", "gitlab"]), ("stam?", ["steam"])]
)
def test_other_slips_suggest_what_was_meant(text: str, meant: list[str]) -> None:
    outcome = identify(text, CATALOGUE, PUBLIC_ONLY)
    assert isinstance(outcome, Declined)
    assert outcome.reason is DeclineReason.NOT_FOUND
    assert set(meant) <= {service.id for service in outcome.suggestions}


@pytest.mark.parametrize(
    ("text", "reason", "meant"),
    [
        ("clash", DeclineReason.AMBIGUOUS, ["clash-of-clans", "clash-royale"]),
        ("is clash down", DeclineReason.AMBIGUOUS, ["clash-of-clans", "clash-royale"]),
        ("steam + psn down?", DeclineReason.SEVERAL, ["steam", "psn"]),
    ],
)
def test_which_of_several_services_is_for_the_asker_to_say(
    text: str, reason: DeclineReason, meant: list[str]
) -> None:
    outcome = identify(text, CATALOGUE, PUBLIC_ONLY)
    assert isinstance(outcome, Declined)
    assert outcome.reason is reason
    assert [service.id for service in outcome.suggestions] == meant
