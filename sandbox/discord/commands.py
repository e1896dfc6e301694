"""The bot's registered commands, global and per server, and where each may be used."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from sandbox.discord.command_rules import CommandType, check_command, check_commands
from sandbox.discord.json_types import Json
from sandbox.discord.refusals import refusal
from sandbox.discord.snowflakes import Snowflakes


class Context(IntEnum):
    """Where a command is used (`contexts`)."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class Install(IntEnum):
    """How the app got there (`integration_types`)."""

    GUILD = 0
    USER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One registered command."""

    id: int
    version: int
    guild_id: int | None
    body: Json

    @property
    def name(self) -> str:
        """Its name as the bot registered it."""
        return str(self.body["name"])

    @property
    def kind(self) -> CommandType:
        """Chat input, user or message."""
        return CommandType(self.body.get("type", 1))

    def fits(self, context: Context, installs: frozenset[Install]) -> bool:
        """Whether a client shows it in `context`, with the app installed in these ways."""
        contexts = self.body.get("contexts")
        ways = self.body.get("integration_types") or [Install.GUILD]
        return (contexts is None or context in contexts) and bool(installs.intersection(ways))

    def payload(self, application_id: int) -> Json:
        """Return what REST answers about it."""
        empty: Json = {
            "description": "",
            "name_localizations": None,
            "description_localizations": None,
            "default_member_permissions": None,
            "contexts": None,
            "integration_types": [Install.GUILD],
            "nsfw": False,
        }
        given = {key: value for key, value in self.body.items() if value is not None}
        ids: Json = {"id": str(self.id), "application_id": str(application_id)}
        ids |= {"version": str(self.version), "type": int(self.kind)}
        if self.guild_id is not None:
            ids["guild_id"] = str(self.guild_id)
        needed = given.get("default_member_permissions")
        if needed is not None:  # taken as a number too, but always given back as text
            given["default_member_permissions"] = str(needed)
        return {**empty, **given, **ids}


class Commands:
    """All commands, kept by server (None holds the global ones)."""

    def __init__(self, ids: Snowflakes) -> None:
        self._ids = ids
        self._by_guild: dict[int | None, dict[int, Command]] = {}

    def every(self, guild_id: int | None) -> list[Command]:
        """Return the commands of one server, or the global ones."""
        return list(self._by_guild.get(guild_id, {}).values())

    def usable(self, guild_id: int | None) -> Iterator[Command]:
        """Yield what a client in this server knows of: its own commands, then global ones."""
        if guild_id is not None:
            yield from self.every(guild_id)
        yield from self.every(None)

    def overwrite(self, guild_id: int | None, bodies: list[Json]) -> list[Command]:
        """Replace the whole set; a command that keeps its name keeps its id. Raises 50035."""
        check_commands(bodies)
        known = {(command.kind, command.name): command for command in self.every(guild_id)}
        self._by_guild[guild_id] = {}
        for body in bodies:
            same = known.get((CommandType(body.get("type", 1)), body["name"]))
            self._store(guild_id, body, same)
        return self.every(guild_id)

    def upsert(self, guild_id: int | None, body: Json) -> tuple[Command, bool]:
        """Create one command, or replace the one of its name; tell whether it is new."""
        check_command(body)
        name = (CommandType(body.get("type", 1)), body["name"])
        same = next((c for c in self.every(guild_id) if (c.kind, c.name) == name), None)
        rest = [c.body for c in self.every(guild_id) if c is not same]
        check_commands([*rest, body])
        return self._store(guild_id, body, same), same is None

    def remove(self, guild_id: int | None, command_id: int) -> None:
        """Delete one command. Raises 10063."""
        if self._by_guild.get(guild_id, {}).pop(command_id, None) is None:
            raise refusal(10063)

    def _store(self, guild_id: int | None, body: Json, same: Command | None) -> Command:
        unchanged = same is not None and same.body == body
        version = same.version if same and unchanged else self._ids.next()
        command = Command(
            id=same.id if same else self._ids.next(), version=version, guild_id=guild_id, body=body
        )
        self._by_guild.setdefault(guild_id, {})[command.id] = command
        return command
