"""Answers are found again below their own message, in their own server, while they are kept."""

from datetime import UTC, datetime, timedelta

from bot.asking.answer import Answer
from bot.presentation.custom_ids import Details, key_of, moment_of
from bot.presentation.recent import RecentAnswers
from bot.probing.target import Target
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
VERDICT = Verdict(
    state=State.UP, hop=Hop.NONE, cause=Cause.OK, confidence=Confidence.HIGH, rule="up"
)


def answer_about(path: str, at: datetime = NOW) -> Answer:
    target = Target(scheme="https", host="a.example", port=443, path=path)
    return Answer(name="a.example", verdict=VERDICT, looked_at=at, target=target)


def details_of(answer: Answer) -> Details:
    return Details(moment_of(answer.looked_at), key_of(answer.key))


def test_an_answer_is_found_by_its_moment() -> None:
    recent = RecentAnswers()
    first, second = answer_about("/"), answer_about("/", NOW + timedelta(seconds=31))
    recent.note(1, first)
    recent.note(1, second)
    assert recent.find(1, details_of(first)) is first
    assert recent.find(1, details_of(second)) is second


def test_an_answer_is_not_found_from_another_server() -> None:
    recent = RecentAnswers()
    answer = answer_about("/?q=1")
    recent.note(1, answer)
    assert recent.find(2, details_of(answer)) is None
    assert recent.find(None, details_of(answer)) is None
    assert recent.question(2, key_of(answer.key)) is None


def test_an_address_too_private_for_a_button_is_remembered_here() -> None:
    recent = RecentAnswers()
    answer = answer_about("/?token=1")
    recent.note(1, answer)
    assert recent.question(1, key_of(answer.key)) == "https://a.example/?token=1"


def test_the_oldest_answer_gives_way() -> None:
    recent = RecentAnswers(kept=2)
    answers = [answer_about(f"/?{number}") for number in range(3)]
    for answer in answers:
        recent.note(1, answer)
    assert recent.find(1, details_of(answers[0])) is None
    assert recent.question(1, key_of(answers[0].key)) is None
    assert recent.find(1, details_of(answers[2])) is answers[2]
