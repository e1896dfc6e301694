"""Commands are sent to Discord only when something we decide about them has changed."""

from copy import deepcopy
from typing import Any

import pytest

from bot.registration import same_commands

OURS: list[dict[str, Any]] = [
    {
        "name": "isitdown",
        "description": "Is it down?",
        "type": 1,
        "nsfw": False,
        "dm_permission": True,
        "default_member_permissions": 32,
        "contexts": [0, 1, 2],
        "integration_types": [0, 1],
        "options": [{"type": 3, "name": "target", "description": "What", "required": True}],
    },
    {"name": "Is this down?", "type": 3, "contexts": None},
]


def registered() -> list[dict[str, Any]]:
    """The same commands, as Discord returns them."""
    theirs = deepcopy(OURS)
    theirs[0] |= {"id": "1", "version": "2", "default_member_permissions": "32"}
    theirs[0] |= {"contexts": [2, 1, 0], "name_localizations": None}
    theirs[1] |= {"id": "3", "description": "", "options": []}
    return theirs[::-1]


def test_what_discord_adds_is_no_change() -> None:
    assert same_commands(OURS, registered())


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Is it up?"},
        {"options": []},
        {"contexts": [0]},
        {"default_member_permissions": "0"},
        {"description_localizations": {"fr": "En panne ?"}},
        {"name": "isitup"},
        {"nsfw": True},
    ],
)
def test_whatever_we_decide_is_a_change(change: dict[str, Any]) -> None:
    theirs = registered()
    theirs[1] |= change
    assert not same_commands(OURS, theirs)


def test_a_bound_of_zero_is_not_no_bound() -> None:
    bounded = deepcopy(OURS)
    bounded[0]["options"][0]["min_value"] = 0
    assert not same_commands(bounded, registered())


def test_a_command_more_or_less_is_a_change() -> None:
    assert not same_commands(OURS[:1], registered())
    assert not same_commands(OURS, registered()[:1])
