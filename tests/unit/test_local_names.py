"""Local names: refused, but for servers and endings that the operator opened."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from bot.asking.answer import Asker
from bot.asking.policies import Policies
from bot.clock import SystemClock
from bot.engine import StartError, open_engine, policies_of
from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.parsing import parse_target
from bot.probing.target import Refusal, TargetRefused
from bot.settings import Settings, SettingsError

LOOPBACK = ip_network("127.0.0.0/8")
HOME = 1
POLICIES = Policies.build(
    private_networks=[LOOPBACK], private_endings=["test"], private_guilds=[HOME]
)


def refusal(text: str, policy: AddressPolicy) -> Refusal | None:
    try:
        parse_target(text, policy=policy)
    except TargetRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("name", ["shop.test", "https://shop.test/", "a.b.test", "test"])
def test_production_defaults_refuse_the_towns_names(name: str) -> None:
    defaults = policies_of(Settings(_env_file=None).probing)
    for policy in (PUBLIC_ONLY, defaults.public, defaults.private, POLICIES.public):
        assert refusal(name, policy) in {Refusal.LOCAL_NAME, Refusal.NOT_A_URL}


def test_an_opened_ending_is_open_for_the_named_servers_alone() -> None:
    inside = POLICIES.for_asker(Asker(user_id=1, guild_id=HOME))
    assert refusal("shop.test", inside) is None
    for asker in (Asker(user_id=1, guild_id=2), Asker(user_id=1, guild_id=None)):
        assert refusal("shop.test", POLICIES.for_asker(asker)) is Refusal.LOCAL_NAME
    assert refusal("shop.test", POLICIES.for_guilds(frozenset({HOME, 2}))) is Refusal.LOCAL_NAME


@pytest.mark.parametrize("name", ["router.lan", "localhost", "printer", "a.internal"])
def test_no_other_local_name_is_opened_with_it(name: str) -> None:
    assert refusal(f"https://{name}/", POLICIES.private) is Refusal.LOCAL_NAME


def test_an_opened_ending_opens_no_address_and_no_port() -> None:
    only_names = AddressPolicy(private_endings=frozenset({"test"}))
    assert only_names.vet(parse_target("8.8.8.8").address or pytest.fail("no address")) is None
    assert refusal("127.0.0.1", only_names) is Refusal.PRIVATE_ADDRESS
    assert refusal("shop.test:9", only_names) is Refusal.BAD_PORT


def load(folder: Path, text: str) -> Settings:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    return Settings.load(file)


def test_endings_are_read_with_and_without_dots(tmp_path: Path) -> None:
    text = "PRIVATE_NETWORKS=10.0.0.0/8\nPRIVATE_GUILDS=1\nPRIVATE_NAMES=.LAN, home"
    assert load(tmp_path, text).probing.private_endings == {"lan", "home"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PRIVATE_NAMES=lan", "PRIVATE_NAMES needs PRIVATE_NETWORKS and PRIVATE_GUILDS."),
        ("PRIVATE_NAMES=com", "PRIVATE_NAMES takes endings that only local names have"),
        ("PRIVATE_NAMES=my.lan", "PRIVATE_NAMES takes endings that only local names have"),
    ],
)
def test_what_is_no_local_ending_earns_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load(tmp_path, text)


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_file_without_authorities_stops_the_start(
    tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    settings = Settings(_env_file=None).model_copy(update={"probe_ca_file": file})
    with pytest.raises(StartError, match="PROBE_CA_FILE names a file without certificates"):
        async with open_engine(settings, clock=SystemClock()):
            pass
