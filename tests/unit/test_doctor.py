"""The doctor says what is wrong, and only what is wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network

import pytest

from bot.account import Account
from bot.presentation.words import say
from bot.probing.observation import Failure, Leg, Observation, Reply, Stage
from bot.probing.target import Target
from bot.terminal.doctor import (
    Finding,
    Level,
    TokenTrouble,
    examine_canaries,
    examine_clock,
    examine_files,
    examine_network,
    examine_private,
    examine_token,
)

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
