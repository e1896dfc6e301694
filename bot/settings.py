"""Every setting in one place: read from the environment, `.env` and secret files, checked once.

Built only where the program starts, then handed down in the small parts at the end of `Settings`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.asking.limits import AskLimits
from bot.probing.limits import Limits
from bot.settings_names import UnknownName, find_unknown
from bot.settings_values import (
    Allowance,
    Canaries,
    Database,
    Duration,
    Endings,
    Guilds,
    NameServers,
    Network,
    Networks,
    OptionalUrl,
    Ports,
    Rechecks,
    Takes,
    Url,
    VantageSettings,
)
from bot.watching.limits import Retention, WatchLimits

DATABASE_URL = "sqlite:///data/gatewise.db"
DISCORD_API_URL = "https://discord.com/api/v10"
# Three networks that have nothing to do with one another: Google's, Cloudflare's and Akamai's for
# Apple. Over TLS, so that a captive portal can't answer for them.
CANARIES = (
    "https://www.google.com/generate_204",
    "https://www.cloudflare.com/cdn-cgi/trace",
    "https://www.apple.com/library/test/success.html",
)

ASK = AskLimits()
LOOK = Limits()
WATCH = WatchLimits()
KEEP = Retention()
DAY = 86_400


class SettingsError(ValueError):
    """Some settings are wrong. The message has a sentence for each, and never a secret."""


class SecretFiles(PydanticBaseSettingsSource):
    """Secrets named by path: `DISCORD_TOKEN_FILE=/run/secrets/token` fills `DISCORD_TOKEN`."""

    def __init__(
        self, settings_cls: type[BaseSettings], variables: Mapping[str, str | None]
    ) -> None:
        super().__init__(settings_cls)
        self._variables = variables

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the content of the file a secret's variable names, without its last newline."""
        path = self._variables.get(f"{field_name}_file")
        if not _is_secret(field) or not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            name = f"{field_name}_file".upper()
            raise SettingsError(
                f"{name} names a file that can't be read; check the path."
            ) from error

    def __call__(self) -> dict[str, Any]:
        """Return every secret that a file holds."""
        fields = self.settings_cls.model_fields.items()
        found = {name: self.get_field_value(field, name)[0] for name, field in fields}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """How to reach Discord."""

    token: SecretStr | None  # None: the sandbox
    api_url: str  # REST base, without a last slash


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbingSettings:
    """How to look, and where never or only for some."""

    deadline: float  # seconds
    concurrency: int
    name_servers: tuple[str, ...]  # empty: the system's
    contact_url: str | None
    ports: frozenset[int]  # beside the usual ones
    denied_networks: tuple[Network, ...]
    private_networks: tuple[Network, ...]
    private_guilds: frozenset[int]
    private_endings: frozenset[str]
    ca_file: Path | None  # authorities that are trusted too


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingSettings:
    """How much may be asked, about what, and how we notice that it is us."""

    limits: AskLimits
    canaries: tuple[str, ...]
    services_file: Path | None
    hears_official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchingSettings:
    """How much may be watched, how a failure is confirmed, and how long things are kept."""

    limits: WatchLimits
    rechecks: tuple[timedelta, ...]
    retention: Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSettings:
    """Where everything is kept."""

    url: SecretStr  # may hold a password


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggingSettings:
    """What is logged, and how a line looks."""

    level: str
    format: Literal["auto", "text", "json"]  # auto: text on a terminal, else json


class Settings(BaseSettings):
    """The variables, by their names in lower case. Use the parts, not the fields."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )
    _unknown: tuple[UnknownName, ...] = PrivateAttr(())

    discord_token: Annotated[SecretStr | None, Takes("your bot's token")] = None
    discord_api_url: Url = DISCORD_API_URL

    database_url: Database = SecretStr(DATABASE_URL)

    private_networks: Networks = ()
    private_guilds: Guilds = frozenset()
    private_names: Endings = frozenset()
    services_file: Annotated[Path | None, Takes("the path of a .toml or .csv file")] = None
    ask_elsewhere: Annotated[bool, Takes("on or off")] = True
    globalping_token: Annotated[SecretStr | None, Takes("a token from dash.globalping.io")] = None

    probe_deadline: Annotated[Duration, Field(ge=1, le=60), Takes("a duration from 1s to 60s")] = (
        LOOK.look_seconds
    )
    probe_concurrency: Annotated[
        int, Field(ge=1, le=10_000), Takes("a whole number from 1 to 10000")
    ] = LOOK.in_flight
    probe_ports: Ports = frozenset()
    probe_deny_networks: Networks = ()
    probe_nameservers: NameServers = ()
    probe_contact_url: OptionalUrl = None
    probe_ca_file: Annotated[Path | None, Takes("the path of a PEM file")] = None

    ask_cache: Annotated[Duration, Field(ge=1, le=3600), Takes("a duration from 1s to 1h")] = (
        ASK.cache_seconds
    )
    ask_queue: Annotated[int, Field(ge=0, le=100_000), Takes("a whole number from 0 to 100000")] = (
        ASK.queue
    )
    ask_per_member: Allowance = ASK.member
    ask_hosts_per_member: Allowance = ASK.member_hosts
    ask_addresses_per_member: Allowance = ASK.member_addresses
    ask_per_server: Allowance = ASK.server
    ask_per_target: Allowance = ASK.target
    ask_per_bot: Allowance = ASK.bot
    ask_official: Annotated[bool, Takes("on or off")] = True

    watch_canaries: Canaries = CANARIES
    watch_interval: Annotated[Duration, Field(ge=1, le=DAY), Takes("a duration from 1s to 1d")] = (
        WATCH.interval.total_seconds()
    )
    watch_min_interval: Annotated[
        Duration, Field(ge=1, le=DAY), Takes("a duration from 1s to 1d")
    ] = WATCH.min_interval.total_seconds()
    watch_per_server: Annotated[
        int, Field(ge=1, le=10_000), Takes("a whole number from 1 to 10000")
    ] = WATCH.per_server
    watch_rechecks: Rechecks = (2.0, 10.0)
    watch_keep_samples: Annotated[
        Duration, Field(ge=3600, le=90 * DAY), Takes("a duration from 1h to 90d")
    ] = KEEP.samples.total_seconds()
    watch_keep_hours: Annotated[
        Duration, Field(ge=7 * DAY, le=3650 * DAY), Takes("a duration from 7d to 3650d")
    ] = KEEP.rollups.total_seconds()
    watch_keep_incidents: Annotated[
        Duration, Field(ge=DAY, le=3650 * DAY), Takes("a duration from 1d to 3650d")
    ] = KEEP.incidents.total_seconds()
    watch_keep_removed: Annotated[
        Duration, Field(ge=0, le=365 * DAY), Takes("a duration from 0 to 365d")
    ] = KEEP.removed.total_seconds()

    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        BeforeValidator(lambda value: str(value).strip().lower()),
        Takes("debug, info, warning or error"),
    ] = "info"
    log_format: Annotated[
        Literal["auto", "text", "json"],
        BeforeValidator(lambda value: str(value).strip().lower()),
        Takes("auto, text or json"),
    ] = "auto"

    @classmethod
    def load(cls, env_file: Path | None = Path(".env")) -> Self:
        """Read and check all settings; raise SettingsError with a sentence for each bad one.

        What the environment says wins over `*_FILE`, that over `.env`, that over files in the
        folder `SECRETS_DIR` names (one file a secret, as Docker and Kubernetes mount them).
        """
        secrets = os.environ.get("SECRETS_DIR") or None
        if secrets is not None and not Path(secrets).is_dir():
            raise SettingsError("SECRETS_DIR names a folder that is not there; check the path.")
        sources: dict[str, Any] = {"_env_file": env_file, "_secrets_dir": secrets}
        try:
            settings = cls(**sources)
            settings._unknown = cls._find_unknown(env_file)
        except ValidationError as error:
            raise SettingsError("\n".join(_sentences(error))) from None
        except UnicodeDecodeError:
            raise SettingsError(f"{env_file} is no UTF-8 text; save it again as such.") from None
        return settings

    @classmethod
    def _find_unknown(cls, env_file: Path | None) -> tuple[UnknownName, ...]:
        file = DotEnvSettingsSource(cls, env_file=env_file).env_vars
        secrets = [name for name, field in cls.model_fields.items() if _is_secret(field)]
        return find_unknown(file, map(str.lower, os.environ), cls.model_fields, secrets)

    @property
    def unknown(self) -> tuple[UnknownName, ...]:
        """Names that were set for us and are no settings of ours."""
        return self._unknown

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the files that `*_FILE` variables name between the environment and `.env`."""
        variables: dict[str, str | None] = {}
        for source in (dotenv_settings, env_settings):
            if isinstance(source, (DotEnvSettingsSource, EnvSettingsSource)):
                variables |= source.env_vars
        named = SecretFiles(settings_cls, variables)
        return init_settings, env_settings, named, dotenv_settings, file_secret_settings

    @model_validator(mode="after")
    def _need_networks_and_guilds_together(self) -> Self:
        if bool(self.private_networks) != bool(self.private_guilds):
            raise ValueError(
                "PRIVATE_NETWORKS and PRIVATE_GUILDS only work together:"
                " set both, or take away the one that is set."
            )
        if self.private_names and not self.private_networks:
            raise ValueError("PRIVATE_NAMES needs PRIVATE_NETWORKS and PRIVATE_GUILDS.")
        return self

    @model_validator(mode="after")
    def _need_intervals_in_order(self) -> Self:
        if self.watch_interval < self.watch_min_interval:
            raise ValueError("WATCH_INTERVAL must not be shorter than WATCH_MIN_INTERVAL.")
        return self

    @property
    def discord(self) -> DiscordSettings:
        """How to reach Discord."""
        return DiscordSettings(token=self.discord_token, api_url=self.discord_api_url)

    @property
    def probing(self) -> ProbingSettings:
        """How to look."""
        return ProbingSettings(
            deadline=self.probe_deadline,
            concurrency=self.probe_concurrency,
            name_servers=self.probe_nameservers,
            contact_url=self.probe_contact_url,
            ports=self.probe_ports,
            denied_networks=self.probe_deny_networks,
            private_networks=self.private_networks,
            private_guilds=self.private_guilds,
            private_endings=self.private_names,
            ca_file=self.probe_ca_file,
        )

    @property
    def asking(self) -> AskingSettings:
        """How much may be asked."""
        limits = AskLimits(
            cache_seconds=self.ask_cache,
            queue=self.ask_queue,
            member=self.ask_per_member,
            member_hosts=self.ask_hosts_per_member,
            member_addresses=self.ask_addresses_per_member,
            server=self.ask_per_server,
            target=self.ask_per_target,
            bot=self.ask_per_bot,
        )
        return AskingSettings(
            limits=limits,
            canaries=self.watch_canaries,
            services_file=self.services_file,
            hears_official=self.ask_official,
        )

    @property
    def vantages(self) -> VantageSettings:
        """Who looks from other places."""
        return VantageSettings(is_on=self.ask_elsewhere, token=self.globalping_token)

    @property
    def watching(self) -> WatchingSettings:
        """How to watch, and how long to remember."""
        limits = WatchLimits(
            interval=timedelta(seconds=self.watch_interval),
            min_interval=timedelta(seconds=self.watch_min_interval),
            per_server=self.watch_per_server,
        )
        return WatchingSettings(
            limits=limits,
            rechecks=tuple(timedelta(seconds=wait) for wait in self.watch_rechecks),
            retention=Retention(
                samples=timedelta(seconds=self.watch_keep_samples),
                rollups=timedelta(seconds=self.watch_keep_hours),
                incidents=timedelta(seconds=self.watch_keep_incidents),
                removed=timedelta(seconds=self.watch_keep_removed),
            ),
        )

    @property
    def storage(self) -> StorageSettings:
        """Where everything is kept."""
        return StorageSettings(url=self.database_url)

    @property
    def logging(self) -> LoggingSettings:
        """What is logged."""
        return LoggingSettings(level=self.log_level, format=self.log_format)


def _is_secret(field: FieldInfo) -> bool:
    return "SecretStr" in str(field.annotation)


def _sentences(error: ValidationError) -> list[str]:
    """Return one sentence a bad setting: its name and what it takes, never what it holds."""
    sentences: dict[str, str] = {}
    for fault in error.errors(include_input=False, include_url=False):
        name = str(fault["loc"][0]) if fault["loc"] else ""
        field = Settings.model_fields.get(name)
        if field is None:
            sentences[name] = fault["msg"].removeprefix("Value error, ")
        else:
            takes = [mark.text for mark in field.metadata if isinstance(mark, Takes)]
            sentences[name] = f"{name.upper()} takes {takes[-1]}."
    return list(sentences.values())
