"""Files of watches: what goes out comes back the same, and what is too clever is refused."""

import contextlib
import json
from dataclasses import replace
from datetime import time, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.answer import Asker, Declined
from bot.asking.looking import Refine, Seen
from bot.asking.questions import Refused, Subject, identify_address
from bot.catalogue.lookup import Catalogue
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.parsing import parse_target
from bot.probing.target import Target
from bot.watching.channels import Need, RoleTrouble
from bot.watching.exchange import LARGEST, DocumentRefused, Format, Unreadable, read, write
from bot.watching.importing import Plan, Rules, goal_of, make_plan, read_entries
from bot.watching.limits import WatchLimits
from bot.watching.watch import Expectations, QuietHours, Watch
from bot.watching.wishes import WishRefused, Wrong, parse_name, parse_text

NOBODY = Catalogue(())


class Addresses:
    """Reads addresses, and looks at nothing."""

    def identify(self, question: str, asker: Asker) -> Subject | Refused | Declined:  # noqa: ARG002
        return identify_address(question, NOBODY, PUBLIC_ONLY)

    async def inspect(self, target: Target, asker: Asker, refine: Refine) -> Seen | Declined:
        raise AssertionError((target, asker, refine))


class OpenChannels:
    """A server in which every channel and role can be used, but for a few."""

    def __init__(self, *, closed: frozenset[int] = frozenset()) -> None:
        self._closed = closed

    def missing(self, channel_id: int) -> tuple[Need, ...] | None:
        return (Need.SEND,) if channel_id in self._closed else ()

    def role_trouble(self, role_id: int, channel_id: int) -> RoleTrouble | None:  # noqa: ARG002
        return None


RULES = Rules(
    asking=Addresses(),
    asker=Asker(user_id=1, guild_id=1),
    channels=OpenChannels(closed=frozenset({13})),
    limits=WatchLimits(),
    channel_id=None,
)


def watch(number: int = 1, target: str = "https://example.com/", **values: object) -> Watch:
    known: dict[str, object] = {
        "id": number,
        "guild_id": 1,
        "endpoint_id": number,
        "target": parse_target(target),
        "channel_id": 10,
        "name": "Example",
        "interval": timedelta(seconds=60),
    }
    return Watch(**{**known, **values})  # type: ignore[arg-type]


def planned(content: bytes, stored: list[Watch], *, replaces: bool = True) -> Plan:
    wishes, mistakes = read_entries(read(content, most=50), RULES)
    assert not mistakes
    return make_plan(wishes, stored, replaces=replaces)


def is_name(text: str) -> bool:
    try:
        return parse_name(text) == text
    except WishRefused:
        return False


def is_text(text: str) -> bool:
    try:
        return parse_text(text) == text
    except WishRefused:
        return False


MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
QUIET = st.builds(
    lambda pair: QuietHours(begins=pair[0], ends=pair[1]), st.tuples(MINUTES, MINUTES)
)
EXPECTED = st.builds(
    Expectations,
    statuses=st.none() | st.frozensets(st.integers(100, 599), min_size=1, max_size=5),
    text=st.none() | st.text(min_size=1, max_size=200).filter(is_text),
    certificate_days=st.none() | st.integers(1, 365),
    slow_ms=st.none() | st.integers(100, 60_000),
)
IDS = st.integers(1, 2**63 - 1)
WATCHES = st.builds(
    watch,
    number=IDS,
    target=st.sampled_from(
        ["https://example.com/", "http://a.example:8080/x?y=%20&z=é", "https://[2606:2800::1]/"]
    ),
    channel_id=IDS.filter(lambda number: number != 13),
    name=st.text(min_size=1, max_size=60).filter(is_name)
    | st.sampled_from(["null", "~", "yes", "1:30", "0x1f", "- a", "#no", "'", '"', "a: b", "&x"]),
    interval=st.integers(30, 86_400).map(lambda seconds: timedelta(seconds=seconds)),
    role_id=st.none() | IDS,
    expectations=EXPECTED,
    quiet_hours=st.none() | QUIET.filter(lambda quiet: quiet.begins != quiet.ends),
    is_paused=st.booleans(),
)


@settings(deadline=None)
@given(
    st.lists(WATCHES, max_size=6, unique_by=lambda one: (one.target, one.channel_id)),
    st.sampled_from(Format),
)
def test_what_goes_out_changes_nothing_when_it_comes_back(
    watches: list[Watch], format_: Format
) -> None:
    plan = planned(write(watches, format_).encode(), watches)
    assert plan.is_empty
    assert plan.same == len(watches)


def test_what_goes_out_is_plain_yaml_and_json() -> None:
    one = watch(expectations=Expectations(statuses=frozenset({200, 201})))
    entry = {
        "target": "https://example.com/",
        "channel": "10",
        "name": "Example",
        "interval": "1m",
        "expect_status": "200-201",
    }
    document = {"version": "1", "watches": [entry]}
    assert yaml.safe_load(write([one], Format.YAML)) == document
    assert json.loads(write([one], Format.JSON)) == document


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"#" * (LARGEST + 1), Unreadable.TOO_LARGE, None),
        (b"\xff\xfe", Unreadable.NOT_TEXT, None),
        (b" \n", Unreadable.EMPTY, None),
        (b"# nothing\n", Unreadable.NO_LIST, None),
        (b"- a: [\n", Unreadable.BAD_YAML, 2),
        (b"a\x00b", Unreadable.BAD_YAML, None),
        (b'{"a":\n}', Unreadable.BAD_JSON, 2),
        (b"[" * 100_000, Unreadable.TOO_DEEP, None),
        (b"- " * 50 + b"x", Unreadable.TOO_DEEP, 1),
        (b"- &a x\n- *a", Unreadable.TOO_CLEVER, 1),
        (b"- *a", Unreadable.TOO_CLEVER, 1),
        (b"- x: !!int 1", Unreadable.TOO_CLEVER, 1),
        (b"--- a\n--- b\n", Unreadable.TOO_CLEVER, 2),
        (b"- {? [a] : b}", Unreadable.TOO_DEEP, 1),
        (b"- x\n" * 9_000, Unreadable.TOO_MUCH, None),
        (b"hello", Unreadable.NO_LIST, None),
        (b"watches: 1", Unreadable.NO_LIST, None),
        (b"windows: []\nwatches: []", Unreadable.NO_LIST, 1),
        (b"version: 2\nwatches: []", Unreadable.BAD_VERSION, 1),
        (b"- target: a\n  target: b", Unreadable.TWICE, 2),
        (b'[{"a": 1, "a": 2}]', Unreadable.TWICE, None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_list_of_watches(content: bytes, reason: Unreadable, line: int | None) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(content, most=50)
    assert refused.value.reason is reason
    if reason is not Unreadable.TOO_MUCH:
        assert refused.value.line == line


def test_the_bombs_of_the_books_are_refused_at_once() -> None:
    laughs = b"a: &a [x,x]\n" + b"".join(
        b"%c: &%c [*%c,*%c]\n" % (letter + 1, letter + 1, letter, letter)
        for letter in range(97, 120)
    )
    with pytest.raises(DocumentRefused) as refused:
        read(laughs, most=50)
    assert refused.value.reason is Unreadable.TOO_CLEVER


def test_values_are_texts_however_yaml_reads_them() -> None:
    content = b"- {target: a.example, channel: 10, name: yes, interval: 1m, role: ~, paused: off}"
    (entry,) = read(content, most=50)
    assert entry.values == {
        "target": "a.example",
        "channel": "10",
        "name": "yes",
        "interval": "1m",
        "role": None,
        "paused": "off",
    }
    (same,) = read(b'[{"channel": 10, "paused": true, "role": null, "name": 1.50}]', most=50)
    assert same.values == {"channel": "10", "paused": "true", "role": None, "name": "1.50"}


@settings(deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(DocumentRefused):
        read_entries(read(content, most=5), RULES)


def mistakes_of(text: str) -> list[tuple[int, int | None, Wrong]]:
    _, mistakes = read_entries(read(text.encode(), most=50), RULES)
    return [(one.number, one.line, one.mistake.reason) for one in mistakes]


def test_each_mistake_says_where_it_is() -> None:
    text = """- target: example.com
  channel: 13
- channel: x
  name: ""
- target: ftp://example.com
  channel: 10
  paused: maybe
- target: example.com
  channel: 10
- channel: 10
  target: https://EXAMPLE.com
- color: red
- [a]
- target: example.com
"""
    assert mistakes_of(text) == [
        (1, 2, Wrong.CHANNEL_CLOSED),
        (2, 3, Wrong.TARGET_MISSING),
        (2, 3, Wrong.BAD_ID),
        (2, 4, Wrong.BAD_NAME),
        (3, 5, Wrong.TARGET_REFUSED),
        (3, 7, Wrong.BAD_PAUSED),
        (5, 10, Wrong.TWICE),
        (6, 12, Wrong.UNKNOWN_KEY),
        (7, None, Wrong.NOT_AN_ENTRY),
        (8, 14, Wrong.CHANNEL_MISSING),
    ]


def test_what_an_entry_leaves_out_is_as_usual_again() -> None:
    stored = watch(name="Mine", interval=timedelta(hours=1), is_paused=True)
    plan = planned(b"- {target: example.com, channel: 10}", [stored])
    ((before, after),) = plan.change
    assert before == stored
    assert (after.name, after.interval, after.is_paused) == (
        "example.com",
        timedelta(seconds=60),
        False,
    )


def test_only_who_asks_for_it_has_the_rest_removed() -> None:
    stored = [watch(1), watch(2, "https://b.example/")]
    content = b"- {target: c.example, channel: 10}"
    plan = planned(content, stored, replaces=False)
    assert (len(plan.add), plan.remove, plan.kept, plan.count) == (1, (), 2, 3)
    plan = planned(content, stored)
    assert (len(plan.add), plan.remove, plan.kept, plan.count) == (1, tuple(stored), 0, 1)


def test_what_is_stored_already_needs_no_leave_of_its_channel() -> None:
    stored = watch(channel_id=13)
    rules = replace(RULES, stored=frozenset({goal_of(stored)}))
    entries = read(write([stored], Format.YAML).encode(), most=50)
    wishes, mistakes = read_entries(entries, rules)
    assert not mistakes
    assert make_plan(wishes, [stored], replaces=True).is_empty
