"""A typed line becomes a command with its options, in whatever order they come."""

import pytest

from sandbox.discord import ClientRefused
from sandbox.discord.commands import Command
from sandbox.typed import read_command

STRING, SUB_COMMAND = 3, 1
NOTE = {
    "name": "note",
    "type": SUB_COMMAND,
    "options": [{"name": name, "type": STRING} for name in ("incident", "text", "text_of")],
}
COMMANDS = [
    Command(id=1, version=1, guild_id=None, body={"name": "incident", "options": [NOTE]}),
    Command(id=2, version=1, guild_id=None, body={"name": "privacy"}),
    Command(id=3, version=1, guild_id=None, body={"name": "privacy of", "type": 3}),
]


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("", {}),
        ("text:a b  c", {"text": "a b  c"}),
        ("text: a b incident:shop", {"text": "a b", "incident": "shop"}),
        ("incident:shop text:", {"incident": "shop", "text": ""}),
        (
            "my shop text:see http://x/?text:y",
            {"incident": "my shop", "text": "see http://x/?text:y"},
        ),
        ("text:one text:two", {"text": "one text:two"}),
        ("text_of:x text:y", {"text_of": "x", "text": "y"}),
        ("context:y", {"incident": "context:y"}),
        ("incident:a text:b", {"incident": "a", "text": "b"}),
        ("incident:a b", {"incident": "a b"}),
        ("loose incident:a", {"text": "loose", "incident": "a"}),
    ],
)
def test_values_reach_up_to_the_next_option(typed: str, given: dict[str, str]) -> None:
    read = read_command(f"/incident note {typed}", COMMANDS)
    assert read.path == "/incident note"
    assert {option["name"]: text for option, text in read.given} == given


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/incident", "after /incident comes one of: note"),
        ("/incident notes", "after /incident comes one of: note"),
        ("/privacy please", "/privacy takes nothing more"),
        ("/inc", "there is no command /inc; there are: /incident, /privacy"),
        ("/incident note x incident:a text:b text_of:c", "/incident note has no option for x"),
    ],
)
def test_what_is_no_command_is_refused_with_what_there_is(line: str, why: str) -> None:
    with pytest.raises(ClientRefused) as refused:
        read_command(line, COMMANDS)
    assert str(refused.value) == why
