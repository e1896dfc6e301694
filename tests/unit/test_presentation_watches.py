"""What admins read: states in words, mistakes with a way out, and nothing hostile acted upon."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.answer import DeclineReason
from bot.asking.looking import Seen
from bot.presentation.changes import render_changes
from bot.presentation.mistakes import render_bad_window, render_mistake, render_rejected
from bot.presentation.planned_work import SHOWN, render_planned, render_works
from bot.presentation.watch_ids import Act, WatchPress, decode, encode
from bot.presentation.watch_list import PAGE, render_rows, render_state
from bot.presentation.watch_words import render_interval
from bot.presentation.watches import render_proposal, render_trial
from bot.probing.observation import Leg, Observation, Timings
from bot.probing.parsing import parse_target
from bot.probing.target import Refusal
from bot.triage.verdict import Cause, State
from bot.watching.channels import Need
from bot.watching.condition import Condition, Phase, Streak
from bot.watching.keeping import rejected
from bot.watching.maintenance import OnceWindow, WeeklyWindow, canonical
from bot.watching.overview import Row
from bot.watching.planning import Planned
from bot.watching.ports import AuditEntry, PlannedWork, WatchWish
from bot.watching.recording import Sample
from bot.watching.trials import Hush, Outlook, Trial, try_out
from bot.watching.watch import Expectations, Watch
from bot.watching.windows import WindowRefusal
from bot.watching.wishes import Mistake, Wrong
from bot.watching.wishing import Proposal
from tests.fakes.watched import LETTERS, START, verdict

HOSTILE = "@everyone <@&1> [x](https://evil.example) **b**\u202e"
TARGET = parse_target("example.com/secret?token=s3cret")
WATCH = Watch(
    id=1,
    guild_id=1,
    endpoint_id=1,
    target=TARGET,
    channel_id=10,
    name="Example",
    interval=timedelta(seconds=60),
)
OBSERVATION = Observation(
    target=TARGET, legs=(Leg(target=TARGET, timings=Timings()),), started_at=START, elapsed_ms=140.0
)
STREAK = Streak(count=1, since=START, last=START)
BERLIN = ZoneInfo("Europe/Berlin")


def seen(letter: str) -> Seen:
    return Seen(observation=OBSERVATION, verdict=verdict(letter), at=START)


def proposal(letter: str, **values: object) -> Proposal:
    wish = WatchWish(target=TARGET, channel_id=10, name="Example", interval=timedelta(minutes=1))
    return Proposal(
        token="0" * 16,
        wish=replace(wish, **values),  # type: ignore[arg-type]
        seen=seen(letter),
        first_failures=3,
    )


@given(
    st.builds(
        WatchPress,
        st.sampled_from([Act.SAVE, Act.DROP, Act.TAKE, Act.LEAVE]),
        st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    )
    | st.builds(WatchPress, st.sampled_from([Act.REMOVE, Act.KEEP]), st.integers(1, 2**62).map(str))
    | st.builds(WatchPress, st.just(Act.LIST), st.integers(0, 9999).map(str))
    | st.just(WatchPress(Act.LOG))
)
def test_buttons_come_back(press: WatchPress) -> None:
    assert len(encode(press)) <= 100
    assert decode(encode(press)) == press


@given(st.text(max_size=120) | st.text("w1:savelistremove0123456789abcdef", max_size=40))
def test_only_what_we_wrote_is_understood(text: str) -> None:
    press = decode(text)
    assert press is None or encode(press) == text


@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_whatever_we_saw_is_said_in_one_line_and_asks(letter: str) -> None:
    message = render_proposal(proposal(letter), "en")
    first = message.content.splitlines()[0]
    assert first.endswith("Save this watch?")
    assert "Example" in first
    assert "s3cret" not in str(message)
    assert message.is_private


def test_what_is_blocked_is_never_called_down() -> None:
    content = render_proposal(proposal("b"), "en").content
    assert "never announce it as down" in content


def test_an_answer_that_is_no_page_asks_what_is_expected() -> None:
    unsure = proposal("a")
    unsure = replace(
        unsure, seen=replace(unsure.seen, verdict=replace(unsure.seen.verdict, status=404))
    )
    content = render_proposal(unsure, "en").content
    assert "add `expect_status:404`" in content
    assert "add `expect_status:200`" in content


def test_nothing_hostile_is_acted_upon() -> None:
    expected = Expectations(text=HOSTILE)
    message = render_proposal(proposal("u", name=HOSTILE, expectations=expected), "en")
    row = Row(watch=replace(WATCH, name=HOSTILE))
    audit = AuditEntry(user_id=1, at=START, action="watch-added", detail={"name": HOSTILE})
    for shown in (message, render_rows([row], 0, "en"), render_changes([audit], 0, "en")):
        text = str(shown)
        assert "@everyone" not in text
        assert "](https" not in text
        assert "<@&1>" not in text
        assert "\u202e" not in text


STATES = [
    (None, None, "Not looked at yet"),
    (Condition(), None, "Not looked at yet"),
    (Condition(standing=Phase.UP, since=START), None, "Up"),
    (Condition(standing=Phase.UP, slow_since=START), None, "Up, but slow"),
    (Condition(standing=Phase.UP, failing=STREAK), None, "looking again to be sure"),
    (Condition(standing=Phase.DOWN, since=START, is_told=True), None, "**Down.** It began <t:"),
    (Condition(standing=Phase.DOWN, since=START, succeeding=STREAK), None, "answers again"),
    (Condition(standing=Phase.MAINTENANCE, since=START), None, "planned work"),
    (Condition(standing=Phase.UP, unstable_since=START), None, "Unstable"),
    (Condition(), State.BLOCKED, "keeps our check out"),
    (Condition(standing=Phase.UP), State.UNKNOWN, "can't tell"),
    (Condition(standing=Phase.DOWN, since=START), State.BLOCKED, "**Down.**"),
]


@pytest.mark.parametrize(("condition", "latest", "words"), STATES)
def test_how_a_watch_is_doing(
    condition: Condition | None, latest: State | None, words: str
) -> None:
    sample = None
    if latest is not None:
        sample = Sample(endpoint_id=1, at=START, state=latest, cause=Cause.UNKNOWN)
    assert words in render_state(Row(watch=WATCH, condition=condition, latest=sample), "en")


def test_who_is_asked_for_an_error_is_not_told_that_it_is_blocked() -> None:
    expecting = replace(WATCH, expectations=Expectations(statuses=frozenset({403})))
    sample = Sample(endpoint_id=1, at=START, state=State.BLOCKED, cause=Cause.BOT_BLOCKED)
    row = Row(watch=expecting, condition=Condition(standing=Phase.UP), latest=sample)
    assert render_state(row, "en") == "Up"


def test_a_list_counts_what_matters() -> None:
    down = Condition(standing=Phase.DOWN, since=START, is_told=True)
    rows = [
        Row(watch=WATCH, condition=down),
        Row(watch=replace(WATCH, is_paused=True)),
        Row(watch=WATCH, is_channel_gone=True),
        Row(watch=WATCH, missing=(Need.SEND, Need.EMBED)),
        Row(watch=WATCH, is_suspended=True),
    ]
    message = render_rows(rows, 0, "en")
    assert message.content == (
        "This server has 5 watches: 1 is down, 1 is paused."
        " 3 can't write to their channels, see below."
    )


def test_a_page_that_is_gone_shows_the_last_one() -> None:
    message = render_rows([Row(watch=WATCH)] * (PAGE + 1), 9, "en")
    assert message.card is not None
    assert message.card.footer == "Page 2 of 2"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (30, "every 30 seconds"),
        (60, "every minute"),
        (5400, "every 90 minutes"),
        (7200, "every 2 hours"),
        (86400, "every day"),
    ],
)
def test_intervals_in_words(seconds: int, words: str) -> None:
    assert render_interval(timedelta(seconds=seconds), "en") == words


def test_every_mistake_can_be_said() -> None:
    arguments: dict[str, str | int] = {
        "most": 5,
        "count": 6,
        "least": "30s",
        "channel": "1",
        "role": "2",
        "number": 3,
        "key": HOSTILE,
        "needs": "view,send",
        "refusal": Refusal.PRIVATE_ADDRESS,
        "seconds": 30,
        "decline": DeclineReason.MEMBER_BUDGET,
    }
    for reason in Wrong:
        text = render_mistake(Mistake(reason=reason, arguments=arguments), "en")
        assert text
        assert "@everyone" not in text


def test_every_refused_time_can_be_said() -> None:
    for reason in WindowRefusal:
        assert render_bad_window(reason, "en").content


@pytest.mark.parametrize(
    ("letter", "condition", "outlook"),
    [
        ("u", None, Outlook.NOTHING),
        ("a", None, Outlook.NOTHING),
        ("d", None, Outlook.DOWN),
        ("m", None, Outlook.WORK),
        ("s", None, Outlook.SLOW),
        ("b", None, Outlook.NEVER),
        ("?", None, Outlook.NEVER),
        ("d", Condition(standing=Phase.DOWN, is_told=True), Outlook.STAYS),
        ("u", Condition(standing=Phase.DOWN, is_told=True), Outlook.BACK),
        ("m", Condition(standing=Phase.DOWN, is_told=True), Outlook.STAYS),
    ],
)
def test_what_a_trial_leads_to(letter: str, condition: Condition | None, outlook: Outlook) -> None:
    trial = try_out(WATCH, seen(letter), condition, ())
    assert trial.outlook is outlook
    assert trial.hush is None
    assert render_trial(trial, "en").card is not None


def test_a_trial_knows_what_keeps_it_quiet() -> None:
    now = OnceWindow(begins=START, ends=START + timedelta(hours=1))
    assert try_out(WATCH, seen("d"), None, (now,)).hush is Hush.PLANNED
    paused = try_out(replace(WATCH, is_paused=True), seen("d"), None, (now,))
    assert paused.hush is Hush.PAUSED
    assert "is paused" in str(render_trial(paused, "en"))
    dying = Trial(watch=WATCH, seen=seen("u"), outlook=Outlook.NOTHING, certificate_days=1)
    assert "ends in 1 day." in str(render_trial(dying, "en"))


def work(window: OnceWindow | WeeklyWindow, watch: Watch | None = None) -> Planned:
    stored = PlannedWork(id=1, guild_id=1, watch_id=None, window=window, note="disks")
    return Planned(work=stored, watch=watch, zone=BERLIN)


def test_planned_work_in_words() -> None:
    now = datetime(2026, 10, 20, 12, tzinfo=UTC)
    sundays = WeeklyWindow(days=frozenset({6}), begins=time(2), ends=time(4), zone=BERLIN)
    content = render_planned(work(sundays), now, "en").content
    # The night the clocks go back: from 02:00 in summer time to 04:00 in winter time.
    begins, ends = datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC)
    assert "Every week: Sunday, 02:00 to 04:00 (Europe/Berlin)." in content
    assert f"Next: <t:{int(begins.timestamp())}:f> to <t:{int(ends.timestamp())}:f>." in content
    daily = replace(sundays, days=frozenset(range(7)))
    once = OnceWindow(begins=now + timedelta(hours=1), ends=now + timedelta(hours=2))
    over = OnceWindow(begins=now - timedelta(hours=2), ends=now - timedelta(hours=1))
    shown = str(render_works([work(daily, WATCH), work(once), work(over)], now, "en"))
    for words in ("every day, 02:00", "It begins <t:", "It is over.", "Note: disks", "Example"):
        assert words in shown


def test_much_planned_work_says_how_much_is_not_shown() -> None:
    once = OnceWindow(begins=START, ends=START + timedelta(hours=1))
    shown = render_works([work(once)] * 50, START, "en")
    assert shown.card is not None
    assert len(shown.card.fields) == SHOWN
    assert shown.card.footer.startswith(f"… and {50 - SHOWN} more.")
    few = render_works([work(once)] * SHOWN, START, "en")
    assert few.card is not None
    assert not few.card.footer


def test_changes_show_dates_as_discord_does_and_hours_as_they_are_typed() -> None:
    once = OnceWindow(begins=START, ends=START + timedelta(hours=1))
    windows = [canonical(once), "sun 02:00-04:00 UTC", "an older @everyone form"]
    entries = [
        AuditEntry(user_id=1, at=START, action="maintenance-planned", detail={"window": window})
        for window in windows
    ]
    card = render_changes(entries, 0, "en").card
    assert card is not None
    dates, hours, older = card.description.splitlines()
    assert dates.endswith(f"<t:{int(START.timestamp())}:f> – <t:{int(once.ends.timestamp())}:f>")
    assert hours.endswith("sun 02\\:00\\-04\\:00 UTC")
    assert "@everyone" not in older


def test_one_mistake_stands_alone_and_more_are_listed() -> None:
    one = rejected(Wrong.EXISTS)
    assert "\n" not in render_rejected(one, "en").content
    two = replace(one, mistakes=one.mistakes * 2)
    assert render_rejected(two, "en").content.startswith("Nothing was saved. 2 things to mend:")
