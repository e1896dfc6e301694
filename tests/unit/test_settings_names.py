"""A misspelt setting is not ignored in silence."""

from pathlib import Path

import pytest

from bot.settings import Settings
from bot.settings_names import UnknownName, find_unknown

KNOWN = ("watch_interval", "database_url", "discord_token", "log_level", "services_file")


def found(file: tuple[str, ...] = (), environment: tuple[str, ...] = ()) -> dict[str, str]:
    unknown = find_unknown(file, environment, KNOWN, ("discord_token", "database_url"))
    return {one.name: one.meant for one in unknown}


def test_a_misspelt_name_is_told_with_what_was_meant() -> None:
    assert found(("watch_intervall",)) == {"WATCH_INTERVALL": "WATCH_INTERVAL"}
    assert found((), ("databse_url",)) == {"DATABSE_URL": "DATABASE_URL"}


def test_a_name_like_ours_that_is_near_to_none_is_told_too() -> None:
    assert found((), ("log_dir", "probe_everything")) == {"LOG_DIR": "", "PROBE_EVERYTHING": ""}


def test_other_peoples_names_are_theirs() -> None:
    others = ("home", "path", "database_host", "tz", "compose_project_name")
    assert found(others, others) == {}


def test_files_of_secrets_are_known_and_those_of_others_are_not() -> None:
    assert found(("discord_token_file", "database_url_file", "secrets_dir")) == {}
    assert found(("watch_interval_file",)) == {"WATCH_INTERVAL_FILE": "WATCH_INTERVAL"}


def test_loading_finds_them_in_the_file_and_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / ".env"
    path.write_text("ASK_CASHE=1m\nLOG_LEVEL=info\n", encoding="utf-8")
    monkeypatch.setenv("WATCH_RECHECK", "1s")
    assert Settings.load(path).unknown == (
        UnknownName(name="ASK_CASHE", meant="ASK_CACHE"),
        UnknownName(name="WATCH_RECHECK", meant="WATCH_RECHECKS"),
    )
    monkeypatch.delenv("WATCH_RECHECK")
    assert Settings.load(None).unknown == ()


def test_the_example_names_nothing_unknown() -> None:
    text = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    names = [line[1:].partition("=")[0].lower() for line in text.splitlines() if line[:1] == "#"]
    names = [name for name in names if name.replace("_", "").isalpha()]
    assert len(names) > 20
    unknown = find_unknown(names, (), Settings.model_fields, ())
    assert not unknown
