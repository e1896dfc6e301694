"""The doctor says what is wrong, and only what is wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network

import pytest

from bot.account import Account
from bot.presentation.words import say
from bot.probing.observation import Failure, Leg, Observation, Reply, Stage
from bot.probing.target import Target
from bot.settings_names import UnknownName
from bot.storage.checkup import Checkup, DatabaseState
from bot.terminal.doctor import (
    TokenTrouble,
    examine_canaries,
    examine_clock,
    examine_files,
    examine_names,
    examine_network,
    examine_private,
    examine_token,
)
from bot.terminal.doctor_database import examine_database
from bot.terminal.findings import Finding, Level

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TARGET = Target(scheme="https", host="canary.example", port=443, path="/")


def reached(clock: str | None = None) -> Observation:
    headers = () if clock is None else (("date", clock),)
    reply = Reply(
        status=204,
        reason="",
        http_version="1.1",
        headers=headers,
        body=b"",
        body_length=0,
        complete=True,
    )
    return looked(Leg(target=TARGET, reply=reply))


def failed(failure: Failure, stage: Stage) -> Observation:
    return looked(Leg(target=TARGET, failure=failure, stage=stage))


def looked(leg: Leg) -> Observation:
    return Observation(target=TARGET, legs=(leg,), started_at=NOW, elapsed_ms=0)


def found(findings: list[Finding]) -> list[tuple[str, str]]:
    for finding in findings:
        assert say("en", f"doctor-{finding.id}", **finding.arguments)
    return [(finding.id, finding.level) for finding in findings]


def test_without_canaries_nothing_is_claimed() -> None:
    assert found([*examine_canaries([])]) == [("network-unchecked", "note")]


def test_a_healthy_network_is_fine() -> None:
    assert found([*examine_network([reached()] * 3)]) == [("dns", "fine"), ("egress", "fine")]


def test_one_lost_name_of_three_is_a_note() -> None:
    looks = [reached(), reached(), failed(Failure.RESOLVE_TIMEOUT, Stage.RESOLVE)]
    assert found([*examine_network(looks)]) == [("dns-failing", "note"), ("egress", "fine")]


def test_no_name_server_is_a_problem_and_so_is_the_way_out() -> None:
    looks = [failed(Failure.NAME_SERVER_FAILED, Stage.RESOLVE)] * 3
    assert {level for _, level in found([*examine_network(looks)])} == {"problem"}


def test_names_that_lead_inside_are_told_apart() -> None:
    looks = [failed(Failure.ADDRESS_REFUSED, Stage.RESOLVE)] * 3
    assert ("dns-private", "problem") in found([*examine_network(looks)])


def test_a_closed_firewall_is_a_problem_of_the_way_out_alone() -> None:
    looks = [failed(Failure.CONNECT_TIMEOUT, Stage.CONNECT)] * 3
    assert found([*examine_network(looks)]) == [("dns", "fine"), ("egress-failing", "problem")]


@pytest.mark.parametrize(("seconds", "id_"), [(0, "clock"), (-25, "clock"), (90, "clock-wrong")])
def test_the_clock_is_compared_with_the_middle_one_of_the_others(seconds: int, id_: str) -> None:
    right = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    odd = format_datetime(NOW + timedelta(days=300), usegmt=True)
    looks = [reached(right), reached(right), reached(odd)]
    assert found([*examine_clock(looks)])[0][0] == id_


@pytest.mark.parametrize("text", ["", "yesterday", "Mon, 99 Foo 99999999999 99:99:99 GMT", "\x00"])
def test_a_nonsense_date_tells_nothing(text: str) -> None:
    assert found([*examine_clock([reached(text)])]) == [("clock-unknown", "note")]


def test_every_answer_about_the_token_has_a_sentence() -> None:
    ids = [found([*examine_token(trouble)])[0] for trouble in TokenTrouble]
    assert ids == [
        ("token-missing", "note"),
        ("token-refused", "problem"),
        ("token-unreachable", "problem"),
    ]
    accepted = Account(name="Gatewise", invite="https://discord.com/oauth2/authorize?…")
    assert Level.PROBLEM not in dict(found([*examine_token(accepted)])).values()


def test_open_private_networks_are_said_loudly() -> None:
    assert not [*examine_private([], [])]
    assert found([*examine_private([ip_network("10.0.0.0/8")], [1])]) == [("private-open", "note")]


def test_too_few_sockets_are_a_problem() -> None:
    assert found([*examine_files(256)]) == [("files-few", "problem")]
    assert found([*examine_files(65536)]) == [("files", "fine")]


@pytest.mark.parametrize(
    ("state", "level"),
    [
        (DatabaseState.READY, "fine"),
        (DatabaseState.MISSING, "note"),
        (DatabaseState.OLDER, "note"),
        (DatabaseState.NEWER, "problem"),
        (DatabaseState.READ_ONLY, "problem"),
        (DatabaseState.CLOSED, "problem"),
        (DatabaseState.UNUSABLE, "problem"),
    ],
)
def test_every_state_of_a_database_has_a_sentence(state: DatabaseState, level: str) -> None:
    assert found([*examine_database(Checkup(state=state, revision="0003"))]) == [
        (f"database-{state}", level)
    ]


@pytest.mark.parametrize(
    ("free", "id_", "level"),
    [
        (99, "disk-full", "problem"),
        (1000, "disk-nearly-full", "note"),
        (5000, "disk", "fine"),
    ],
)
def test_the_room_on_the_disk_is_told(free: int, id_: str, level: str) -> None:
    checkup = Checkup(state=DatabaseState.READY, free_bytes=free * 1024**2, old_sqlite="3.40.1")
    assert found([*examine_database(checkup)])[1:] == [(id_, level), ("sqlite-old", "note")]


def test_names_that_do_nothing_are_notes() -> None:
    unknown = (UnknownName(name="ASK_CASHE", meant="ASK_CACHE"), UnknownName(name="LOG_DIR"))
    assert found([*examine_names(unknown)]) == [("name-meant", "note"), ("name-unknown", "note")]
