"""Settings: what each takes, where they come from, and what is said about bad ones."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.asking.limits import AskLimits, Quota
from bot.settings import Settings, SettingsError

SECRET = "MTIz.c2VjcmV0.dG9rZW4"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("SECRETS_DIR", "DISCORD_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)


def load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / ".env"
    path.write_text(text, encoding="utf-8")
    return Settings.load(path)


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    return str(caught.value)


def test_without_anything_set_the_defaults_hold() -> None:
    settings = Settings.load(None)
    assert settings.discord.token is None
    assert settings.discord.api_url == "https://discord.com/api/v10"
    assert settings.asking.limits == AskLimits()
    assert len(settings.asking.canaries) >= 3
    assert settings.probing.private_networks == ()
    assert settings.logging.level == "info"


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASK_CACHE", "1m")
    settings = load(tmp_path, "ASK_CACHE=2m\nPROBE_DEADLINE=5s")
    assert settings.asking.limits.cache_seconds == 60
    assert settings.probing.deadline == 5


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("45", 45), ("2s", 2), ("10m", 600), ("0.5h", 1800), ("1500ms", 1.5), (" 1M ", 60)],
)
def test_durations(tmp_path: Path, text: str, seconds: float) -> None:
    settings = load(tmp_path, f"ASK_CACHE={text}")
    assert settings.asking.limits.cache_seconds == seconds


def test_quotas_and_lists(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        "ASK_PER_MEMBER=10/30s\nASK_PER_BOT=5 / 1s\nPROBE_PORTS=8096, 9000,\n"
        "PRIVATE_NETWORKS=192.168.1.0/24,fd00::/8\nPRIVATE_GUILDS=123456789012345678\n"
        "PROBE_DENY_NETWORKS=8.8.8.0/24\nPROBE_NAMESERVERS=9.9.9.9,[2620:fe::fe]:53,1.1.1.1:53",
    )
    assert settings.asking.limits.member == Quota(10, 30)
    assert settings.asking.limits.bot == Quota(5, 1)
    assert settings.probing.ports == {8096, 9000}
    assert settings.probing.private_networks == (
        ip_network("192.168.1.0/24"),
        ip_network("fd00::/8"),
    )
    assert settings.probing.private_guilds == {123456789012345678}
    assert settings.probing.denied_networks == (ip_network("8.8.8.0/24"),)
    assert settings.probing.name_servers == ("9.9.9.9", "[2620:fe::fe]:53", "1.1.1.1:53")


def test_canaries_may_be_switched_off(tmp_path: Path) -> None:
    assert load(tmp_path, "WATCH_CANARIES=off").asking.canaries == ()


def test_official_pages_are_heard_unless_switched_off(tmp_path: Path) -> None:
    assert load(tmp_path, "").asking.hears_official
    assert not load(tmp_path, "ASK_OFFICIAL=off").asking.hears_official


def test_the_last_slash_of_an_address_does_not_matter(tmp_path: Path) -> None:
    settings = load(tmp_path, "DISCORD_API_URL=http://127.0.0.1:8080/api/v10/")
    assert settings.discord.api_url == "http://127.0.0.1:8080/api/v10"


@pytest.mark.parametrize(
    ("line", "takes"),
    [
        ("ASK_CACHE=soon", "ASK_CACHE takes a duration from 1s to 1h."),
        ("ASK_CACHE=2h", "ASK_CACHE takes a duration from 1s to 1h."),
        ("ASK_OFFICIAL=maybe", "ASK_OFFICIAL takes on or off."),
        ("PROBE_DEADLINE=0", "PROBE_DEADLINE takes a duration from 1s to 60s."),
        ("PROBE_CONCURRENCY=many", "PROBE_CONCURRENCY takes a whole number"),
        ("PROBE_PORTS=70000", "PROBE_PORTS takes port numbers from 1 to 65535"),
        ("PROBE_DENY_NETWORKS=8.8.8.8/33", "PROBE_DENY_NETWORKS takes networks such as"),
        ("PROBE_NAMESERVERS=dns.example", "PROBE_NAMESERVERS takes IP addresses"),
        ("PROBE_CONTACT_URL=me", "PROBE_CONTACT_URL takes an address such as"),
        ("ASK_PER_MEMBER=5", "ASK_PER_MEMBER takes a count and a duration"),
        ("ASK_PER_SERVER=0/1m", "ASK_PER_SERVER takes a count and a duration"),
        ("ASK_PER_TARGET=1/0s", "ASK_PER_TARGET takes a count and a duration"),
        (
            "WATCH_CANARIES=https://a.example,https://b.example",
            "WATCH_CANARIES takes at least three",
        ),
        (
            "DISCORD_API_URL=https://u:pw@d.example",
            "DISCORD_API_URL takes an http or https address",
        ),
        ("LOG_LEVEL=loud", "LOG_LEVEL takes debug, info, warning or error."),
        ("PRIVATE_NETWORKS=0.0.0.0/0\nPRIVATE_GUILDS=1", "none wider than /8"),
        ("PRIVATE_NETWORKS=10.0.0.0/8\nPRIVATE_GUILDS=me", "PRIVATE_GUILDS takes the ids"),
        ("PRIVATE_NETWORKS=10.0.0.0/8", "only work together"),
        ("PRIVATE_GUILDS=1", "only work together"),
    ],
)
def test_a_bad_setting_earns_one_sentence(tmp_path: Path, line: str, takes: str) -> None:
    message = complaint(tmp_path, line)
    assert takes in message
    assert message.count("\n") == 0


def test_each_bad_setting_earns_its_own_sentence(tmp_path: Path) -> None:
    message = complaint(tmp_path, "ASK_CACHE=x\nLOG_FORMAT=y\nASK_QUEUE=-1")
    names = {line.split()[0] for line in message.splitlines()}
    assert names == {"ASK_CACHE", "LOG_FORMAT", "ASK_QUEUE"}


def test_no_complaint_repeats_what_a_setting_holds(tmp_path: Path) -> None:
    names = [name.upper() for name in Settings.model_fields if name != "discord_token"]
    text = "\n".join(f"{name}=\\{SECRET}" for name in names)
    assert SECRET not in complaint(tmp_path, text)


def test_the_token_is_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, f"DISCORD_TOKEN={SECRET}")
    assert settings.discord.token == SecretStr(SECRET)
    assert SECRET not in repr(settings) + str(settings) + repr(settings.discord)


def test_an_empty_variable_is_no_token(tmp_path: Path) -> None:
    assert load(tmp_path, "DISCORD_TOKEN=\nPRIVATE_GUILDS=").discord.token is None


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{SECRET}\n", encoding="utf-8")
    settings = load(tmp_path, f"DISCORD_TOKEN_FILE={tmp_path / 'token'}")
    assert settings.discord.token == SecretStr(SECRET)


def test_the_token_may_come_from_a_folder_of_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "discord_token").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path))
    assert Settings.load(None).discord.token == SecretStr(SECRET)


def test_a_secret_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "DISCORD_TOKEN_FILE names a file" in complaint(tmp_path, "DISCORD_TOKEN_FILE=/none")


def test_a_folder_of_secrets_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRETS_DIR", "/none")
    with pytest.raises(SettingsError, match="SECRETS_DIR names a folder"):
        Settings.load(None)


def test_settings_that_are_not_secret_are_not_read_from_named_files(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("1m", encoding="utf-8")
    settings = load(tmp_path, f"ASK_CACHE_FILE={tmp_path / 'cache'}")
    assert settings.asking.limits.cache_seconds == 30


def test_a_file_in_another_encoding_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes("LOG_LEVEL=info\n".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        Settings.load(path)
