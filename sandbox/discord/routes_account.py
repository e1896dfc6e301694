"""Routes about the bot itself, the gateway, users and servers."""

from sandbox.discord.payloads import (
    application_payload,
    channel_payload,
    guild_payload,
    member_payload,
    own_user_payload,
    role_payload,
    user_payload,
)
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import Form, refusal
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.sessions import STARTS_PER_DAY, Intent


def get_gateway(call: Call) -> Reply:
    """Say where the gateway is."""
    return Reply(body={"url": call.core.gateway_url})


def get_gateway_for_bot(call: Call) -> Reply:
    """Say where the gateway is, how many shards to use and how many starts are left."""
    sessions = call.core.sessions
    limit = {
        "total": STARTS_PER_DAY,
        "remaining": sessions.starts_left,
        "reset_after": int(sessions.resets_after * 1000),
    }
    limit["max_concurrency"] = sessions.max_concurrency
    body = {"url": call.core.gateway_url, "shards": sessions.shards, "session_start_limit": limit}
    return Reply(body=body)


def get_own_user(call: Call) -> Reply:
    """Describe the bot."""
    return Reply(body=own_user_payload(call.core.world.bot))


def get_application(call: Call) -> Reply:
    """Describe the bot's registration."""
    world = call.core.world
    count = sum(1 for guild in world.guilds.values() if world.has_bot(guild))
    return Reply(body=application_payload(world.application, count))


def get_user(call: Call) -> Reply:
    """Describe any user."""
    user = call.core.world.users.get(call.id("user_id"))
    if user is None:
        raise refusal(10013)
    return Reply(body=user_payload(user))


def open_dm(call: Call) -> Reply:
    """Open direct messages with a user."""
    form = Form()
    if not str(call.body.get("recipient_id", "")).isdecimal():
        form.required(("recipient_id",), None)
    form.close()
    user = call.core.world.users.get(int(call.body["recipient_id"]))
    if user is None:
        raise refusal(10013)
    if user.is_bot:
        raise refusal(50007)
    return Reply(body=channel_payload(call.core.world.dm(user)))


def get_guild(call: Call) -> Reply:
    """Describe a server."""
    guild = call.core.world.guild_of_bot(call.id("guild_id"))
    body = guild_payload(guild)
    if call.query.get("with_counts") in ("1", "true"):
        body["approximate_member_count"] = len(guild.members)
        body["approximate_presence_count"] = len(guild.members)
    return Reply(body=body)


def get_guild_channels(call: Call) -> Reply:
    """List a server's channels."""
    guild = call.core.world.guild_of_bot(call.id("guild_id"))
    return Reply(body=[channel_payload(channel) for channel in guild.channels.values()])


def get_guild_roles(call: Call) -> Reply:
    """List a server's roles."""
    guild = call.core.world.guild_of_bot(call.id("guild_id"))
    return Reply(body=[role_payload(role) for role in guild.roles.values()])


def get_member(call: Call) -> Reply:
    """Describe one member."""
    guild = call.core.world.guild_of_bot(call.id("guild_id"))
    member = guild.members.get(call.id("user_id"))
    if member is None:
        raise refusal(10007)
    return Reply(body=member_payload(member))


def get_channel(call: Call) -> Reply:
    """Describe a channel the bot sees."""
    channel = call.core.world.channel(call.id("channel_id"))
    call.core.world.demand(channel, Permission.VIEW_CHANNEL)
    return Reply(body=channel_payload(channel))


def leave_guild(call: Call) -> Reply:
    """Take the bot out of a server."""
    guild = call.core.world.guild_of_bot(call.id("guild_id"))
    del guild.members[call.core.world.bot.id]
    gone = {"id": str(guild.id)}
    call.core.sessions.dispatch("GUILD_DELETE", gone, guild_id=guild.id, needs=Intent.GUILDS)
    return Reply(status=204)


ROUTES: tuple[Route, ...] = (
    route("GET", "/gateway", get_gateway, is_open=True),
    route("GET", "/gateway/bot", get_gateway_for_bot),
    route("GET", "/users/@me", get_own_user),
    route("POST", "/users/@me/channels", open_dm),
    route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    route("GET", "/users/{user_id}", get_user),
    route("GET", "/applications/@me", get_application),
    route("GET", "/oauth2/applications/@me", get_application),
    route("GET", "/guilds/{guild_id}", get_guild),
    route("GET", "/guilds/{guild_id}/channels", get_guild_channels),
    route("GET", "/guilds/{guild_id}/roles", get_guild_roles),
    route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
    route("GET", "/channels/{channel_id}", get_channel),
)
