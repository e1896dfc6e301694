"""The route that lists the bot's own servers, page by page (developers/resources/user.mdx)."""

from sandbox.discord.json_types import Json
from sandbox.discord.permissions import permissions_in
from sandbox.discord.refusals import Form
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.things import Guild, User

MOST = 200


def list_own_guilds(call: Call) -> Reply:
    """List the servers the bot is in by their ids, after or before one of them."""
    limit = _number(call, "limit", MOST)
    form = Form()
    if not 1 <= limit <= MOST:
        form.wrong(("limit",), "NUMBER_TYPE_MAX", f"int value should be between 1 and {MOST}.")
    form.close()
    world = call.core.world
    ids = sorted(guild.id for guild in world.guilds.values() if world.has_bot(guild))
    after, before = _number(call, "after", 0), _number(call, "before", 0)
    if before:
        ids = [id_ for id_ in ids if id_ < before][-limit:]
    else:
        ids = [id_ for id_ in ids if id_ > after][:limit]
    return Reply(body=[_partial(world.guilds[id_], world.bot) for id_ in ids])


def _number(call: Call, name: str, otherwise: int) -> int:
    text = call.query.get(name, "")
    return int(text) if text.isdecimal() else otherwise


def _partial(guild: Guild, bot: User) -> Json:
    """Describe a server as the list of one's own servers does."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == bot.id,
        "permissions": str(int(permissions_in(guild, guild.members[bot.id]))),
        "features": [],
    }


ROUTES: tuple[Route, ...] = (route("GET", "/users/@me/guilds", list_own_guilds),)
