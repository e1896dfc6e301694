"""Routes about application commands."""

from sandbox.discord.commands import Command
from sandbox.discord.refusals import refusal
from sandbox.discord.routing import Call, Reply, Route, route

CREATED = 201


def _place(call: Call) -> int | None:
    """Return the server the commands belong to, None for global ones; check who asks."""
    if call.id("application_id") != call.core.world.application.id:
        raise refusal(20012)
    if "guild_id" not in call.params:
        return None
    return call.core.world.guild_of_bot(call.id("guild_id")).id


def _listed(call: Call, commands: list[Command]) -> Reply:
    application_id = call.core.world.application.id
    return Reply(body=[command.payload(application_id) for command in commands])


def list_commands(call: Call) -> Reply:
    """List the registered commands."""
    return _listed(call, call.core.commands.every(_place(call)))


def overwrite_commands(call: Call) -> Reply:
    """Replace all commands."""
    return _listed(call, call.core.commands.overwrite(_place(call), call.rows))


def create_command(call: Call) -> Reply:
    """Create a command, or replace the one of the same name."""
    command, is_new = call.core.commands.upsert(_place(call), call.body)
    body = command.payload(call.core.world.application.id)
    return Reply(body=body, status=CREATED if is_new else 200)


def get_command(call: Call) -> Reply:
    """Describe one command."""
    wanted = call.id("command_id")
    for command in call.core.commands.every(_place(call)):
        if command.id == wanted:
            return Reply(body=command.payload(call.core.world.application.id))
    raise refusal(10063)


def delete_command(call: Call) -> Reply:
    """Delete one command."""
    call.core.commands.remove(_place(call), call.id("command_id"))
    return Reply(status=204)


_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES: tuple[Route, ...] = tuple(
    made
    for base in (_GLOBAL, _GUILD)
    for made in (
        route("GET", base, list_commands),
        route("PUT", base, overwrite_commands),
        route("POST", base, create_command),
        route("GET", base + "/{command_id}", get_command),
        route("DELETE", base + "/{command_id}", delete_command),
    )
)
