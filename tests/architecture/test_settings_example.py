"""`.env.example` lists every setting with its true default and a word about it."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
LINE = re.compile(r"^#?([A-Z][A-Z_]+)=(.*)$")


def listed() -> dict[str, str]:
    matches = map(LINE.match, EXAMPLE.read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2] for match in matches if match}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*Settings.model_fields, "secrets_dir", "discord_token_file"):
        monkeypatch.delenv(name.upper(), raising=False)


def test_every_setting_is_listed_and_nothing_else() -> None:
    assert sorted(listed()) == sorted(name.upper() for name in Settings.model_fields)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_default_is_true(name: str, tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(f"{name.upper()}={listed()[name.upper()]}\n", encoding="utf-8")
    assert getattr(Settings.load(path), name) == getattr(Settings.load(None), name)


def test_every_default_that_is_not_empty_is_shown() -> None:
    defaults = Settings.load(None).model_dump()
    shown = {name for name, value in listed().items() if value}
    assert shown == {name.upper() for name, value in defaults.items() if value}


def test_each_setting_has_a_comment_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    places = [number for number, line in enumerate(lines) if LINE.match(line)]
    assert all(lines[number - 1].startswith("# ") for number in places)


def test_the_example_itself_is_valid() -> None:
    assert Settings.load(EXAMPLE) == Settings.load(None)
