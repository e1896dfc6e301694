"""The view from other places as the settings have it."""

import pytest
from pydantic import SecretStr

from bot.asking.policies import Policies
from bot.settings import Settings
from bot.vantage_line import open_elsewhere
from tests.fakes.clock import FakeClock
from tests.unit.test_asking_elsewhere import MEMBER, answer


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("token", [None, SecretStr("a-token")])
async def test_it_can_be_switched_off(*, is_on: bool, token: SecretStr | None) -> None:
    settings = Settings(
        _env_file=None,
        ask_elsewhere=is_on,
        globalping_token=token,
        probe_contact_url="https://example.org/bot",
    )
    async with open_elsewhere(settings, Policies.build(), FakeClock()) as elsewhere:
        assert elsewhere.is_offered(answer(), MEMBER) is is_on


def test_the_token_is_a_secret() -> None:
    settings = Settings(_env_file=None, globalping_token="s3cret")
    assert "s3cret" not in f"{settings!r} {settings.vantages!r}"
