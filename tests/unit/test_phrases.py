"""Every phrase of the data is tried with a real text that somebody pasted."""

import re
import tomllib
from collections import Counter
from http import HTTPStatus
from pathlib import Path

import pytest

from bot.explanations import explain
from bot.explanations.explanation import Fault
from bot.explanations.recognition import Phrase, load_phrases, normalise, recognise
from bot.explanations.topics import DATA, load_topics

ROWS: list[dict[str, object]] = tomllib.loads(
    (DATA / "phrases.toml").read_text(encoding="utf-8"),
)["phrase"]
SYMPTOMS = [row for row in ROWS if row["proves"] == "symptom"]
# A star or plus behind a dot or a bracket can run away on hostile text; a bound can't.
RUNAWAY = re.compile(r"(?<!\\)[.)][*+]|\{\d*,\}")
PASTED = Path(__file__).parents[3] / "shared" / "phrases.md"


def named(row: dict[str, object]) -> str:
    return str(row["example"])[:60]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_pasted_text_is_told_as_its_topic(row: dict[str, object]) -> None:
    told = explain(str(row["example"]))
    assert told is not None
    assert told.topic == row["topic"]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_phrase_matches_its_example_before_any_other_phrase_does(row: dict[str, object]) -> None:
    plain = normalise(str(row["example"]))
    first = next(phrase for phrase in load_phrases() if phrase.matches(plain))
    assert first == Phrase.parse(row)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_pasted_text_is_known_in_capitals_and_inside_a_longer_message(
    row: dict[str, object],
) -> None:
    example = str(row["example"])
    assert (loud := recognise(example.upper())) is not None
    assert loud.topic == row["topic"]
    if "^" not in str(row.get("pattern", "")):
        assert (quoted := recognise(f"hi all, I only get this:\n> {example}\nany idea")) is not None
        assert quoted.topic == row["topic"]


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_phrase_says_where_its_meaning_is_from(row: dict[str, object]) -> None:
    assert len(str(row["source"])) > len("curl (6)")


@pytest.mark.parametrize("row", [row for row in ROWS if "pattern" in row], ids=named)
def test_a_pattern_stays_linear_and_plain(row: dict[str, object]) -> None:
    pattern = str(row["pattern"])
    assert pattern.isascii()
    assert pattern.replace(r"\D", "").replace(r"\W", "").replace(r"\S", "").islower()
    assert not RUNAWAY.search(pattern)


@pytest.mark.parametrize("row", SYMPTOMS, ids=named)
def test_a_mere_symptom_blames_nobody_but_perhaps_the_asker(row: dict[str, object]) -> None:
    assert load_topics()[str(row["topic"])].fault in {Fault.UNCLEAR, Fault.ASKER}


def test_no_phrase_is_there_twice() -> None:
    wanted = Counter((phrase.all, phrase.pattern) for phrase in load_phrases())
    assert [match for match, count in wanted.items() if count > 1] == []


@pytest.mark.parametrize(
    "text",
    [
        "it was just me and my dog on the beach",
        "we had too much pizza and no internet for a whole week, it was lovely",
        "the ray of light came in through the window",
        "I can't find my keys, the server at the restaurant has them",
        "please try again tomorrow",
        "Welcome to the server, have fun",
    ],
)
def test_small_talk_is_no_error(text: str) -> None:
    assert explain(text) is None


@pytest.mark.skipif(not PASTED.exists(), reason="the list of pasted phrases is not at hand")
def test_every_kind_of_phrase_that_people_paste_is_known() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*?) \| [\w/]", PASTED.read_text("utf-8"), re.MULTILINE)
    silent = [number for number, phrase in rows if explain(phrase) is None]
    assert len(rows) > 100
    assert silent == []


@pytest.mark.parametrize("status", [entry.value for entry in HTTPStatus if entry >= 400])
def test_every_registered_error_status_has_a_topic_of_its_own(status: int) -> None:
    told = explain(str(status))
    assert told is not None
    assert told.topic == f"status-{status}"
    assert str(status) in told.title


@pytest.mark.parametrize("code", [*range(520, 528), 1000, 1009, 1015, 1016, 1020, 1033, 1101, 1200])
def test_cloudflares_numbers_have_topics_of_their_own(code: int) -> None:
    told = explain(f"Error code {code}")
    assert told is not None
    assert told.topic == f"cloudflare-{code}"


def test_a_verdict_about_a_status_finds_the_status_under_its_cause() -> None:
    topics = load_topics()
    causes = {
        "status-404": "not-found",
        "status-410": "gone",
        "status-421": "misrouted",
        "status-429": "rate-limited",
        "status-451": "legal-block",
        "status-500": "app-error",
        "status-502": "upstream-bad-reply",
        "status-503": "overloaded",
        "status-504": "upstream-timeout",
        "cloudflare-521": "upstream-unreachable",
        "cloudflare-526": "upstream-tls",
        "cloudflare-1016": "upstream-dns",
    }
    assert {
        topic: cause for topic, cause in causes.items() if cause not in topics[topic].chain
    } == {}
