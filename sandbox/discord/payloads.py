"""How each thing looks as JSON, in Discord's own field names."""

from datetime import datetime
from functools import partial

from sandbox.discord.component_payloads import component_payloads
from sandbox.discord.json_types import Json
from sandbox.discord.things import (
    Attachment,
    Channel,
    ChannelType,
    Guild,
    Member,
    Message,
    Role,
    Thread,
    User,
)
from sandbox.discord.world import Application

_ATTACHED = "attachment://"
# Discord's defaults for a new server.
_MAX_MEMBERS = 25_000_000
_MAX_VIDEO_USERS = 25
_MAX_STAGE_USERS = 50
_AFK_TIMEOUT = 300
_AUTO_ARCHIVE = 1440


def moment(time: datetime) -> str:
    """Write a time as Discord does."""
    return time.isoformat(timespec="microseconds")


def user_payload(user: User) -> Json:
    """Describe a user."""
    payload: Json = {
        "id": str(user.id),
        "username": user.name,
        "global_name": None if user.is_bot else user.name.capitalize(),
        "discriminator": "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return {**payload, "bot": True} if user.is_bot else payload


def own_user_payload(user: User) -> Json:
    """Describe the bot to itself."""
    own = {"mfa_enabled": True, "locale": user.locale, "verified": True, "email": None}
    return {**user_payload(user), **own}


def member_payload(member: Member, *, with_user: bool = True) -> Json:
    """Describe a member."""
    payload: Json = {
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role) for role in member.role_ids],
        "joined_at": moment(member.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return {**payload, "user": user_payload(member.user)} if with_user else payload


def role_payload(role: Role) -> Json:
    """Describe a role."""
    return {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.is_managed,
        "mentionable": role.is_mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_payload(channel: Channel) -> Json:
    """Describe a channel."""
    last = next(reversed(channel.messages), None)
    payload: Json = {
        "id": str(channel.id),
        "type": int(channel.type),
        "flags": 0,
        "last_message_id": str(last) if last else None,
    }
    if channel.recipient is not None:
        return {**payload, "recipients": [user_payload(channel.recipient)]}
    if channel.thread is not None:
        return {**payload, **_thread_part(channel, channel.thread)}
    return {**payload, **_guild_part(channel)}


def _thread_part(channel: Channel, thread: Thread) -> Json:
    """Describe what a thread has in the place of a channel's own permissions."""
    return {
        "guild_id": str(channel.guild.id) if channel.guild else None,
        "name": channel.name,
        "parent_id": str(thread.parent.id),
        "owner_id": str(thread.owner.id),
        "rate_limit_per_user": 0,
        "message_count": len(channel.messages),
        "member_count": 1,
        "total_message_sent": len(channel.messages),
        "thread_metadata": {
            "archived": thread.is_archived,
            "auto_archive_duration": _AUTO_ARCHIVE,
            "archive_timestamp": moment(thread.created_at),
            "create_timestamp": moment(thread.created_at),
            "locked": thread.is_locked,
        },
    }


_VOICE: Json = {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
_OF_KIND: dict[ChannelType, Json] = {
    ChannelType.VOICE: _VOICE,
    ChannelType.STAGE: _VOICE,
    ChannelType.FORUM: {
        "available_tags": [],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    },
}


def _guild_part(channel: Channel) -> Json:
    overwrites = [
        {
            "id": str(target),
            "type": 0 if overwrite.is_role else 1,
            "allow": str(int(overwrite.allow)),
            "deny": str(int(overwrite.deny)),
        }
        for target, overwrite in channel.overwrites.items()
    ]
    return {
        "guild_id": str(channel.guild.id) if channel.guild else None,
        "name": channel.name,
        "position": channel.position,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": overwrites,
        **_OF_KIND.get(channel.type, {}),
    }


def guild_payload(guild: Guild) -> Json:
    """Describe a server as REST does."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "preferred_locale": guild.locale,
        "roles": [role_payload(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "region": "deprecated",
        "afk_timeout": _AFK_TIMEOUT,
        "max_members": _MAX_MEMBERS,
        "max_video_channel_users": _MAX_VIDEO_USERS,
        "max_stage_video_channel_users": _MAX_STAGE_USERS,
        "widget_enabled": False,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        **dict.fromkeys(_ZEROS, 0),
        **dict.fromkeys(_EMPTY),
        "system_channel_id": str(guild.system_channel.id) if guild.system_channel else None,
    }


_ZEROS = (
    "system_channel_flags",
    "verification_level",
    "default_message_notifications",
    "mfa_level",
    "explicit_content_filter",
    "premium_tier",
    "premium_subscription_count",
    "nsfw_level",
)
_EMPTY = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)


def guild_create_payload(guild: Guild, bot: User) -> Json:
    """Describe a server as GUILD_CREATE does: with channels and the bot's own member."""
    return {
        **guild_payload(guild),
        "unavailable": False,
        "large": False,
        "joined_at": moment(guild.joined_at),
        "member_count": len(guild.members),
        "members": [member_payload(guild.members[bot.id])],
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "threads": [
            channel_payload(channel)
            for channel in guild.threads.values()
            if channel.thread and not channel.thread.is_archived
        ],
        **{name: [] for name in ("presences", "voice_states")},
        **{name: [] for name in ("stage_instances", "soundboard_sounds")},
    }


def message_payload(message: Message, origin: str, *, with_reference: bool = True) -> Json:
    """Describe a message in full. `origin` is where attachments are served from."""
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": int(message.type),
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": moment(message.timestamp),
        "edited_timestamp": moment(message.edited_at) if message.edited_at else None,
        "tts": False,
        "mention_everyone": message.mentions_everyone,
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [str(role) for role in message.mention_role_ids],
        "attachments": [attachment_payload(item, message, origin) for item in message.attachments],
        "embeds": [_embed_payload(embed, message, origin) for embed in message.embeds],
        "components": component_payloads(message.components, partial(_look, message, origin)),
        "pinned": False,
        "flags": int(message.flags),
    }
    payload.update(_optional(message))
    if message.reference is not None:
        payload["message_reference"] = _reference(message.reference)
        if with_reference:
            quoted = message_payload(message.reference, origin, with_reference=False)
            payload["referenced_message"] = quoted
    return payload


def _embed_payload(embed: Json, message: Message, origin: str) -> Json:
    """Describe an embed. `attachment://name` became the address of that file of the message.

    A name without a file shows nothing (developers/reference.mdx, "Using Attachments within
    Embeds"). The file's description is the picture's.
    """
    payload: Json = {"type": "rich", **embed}
    if embed.get("fields"):
        payload["fields"] = [{"inline": False, **row} for row in embed["fields"]]
    for place in ("image", "thumbnail"):
        url = str((embed.get(place) or {}).get("url", ""))
        if not url.startswith(_ATTACHED):
            continue
        file = message.attached(url.removeprefix(_ATTACHED))
        payload.pop(place)
        if file is not None:
            shown = attachment_payload(file, message, origin)
            kept = ("url", "proxy_url", "content_type", "description")
            payload[place] = {key: shown[key] for key in kept if key in shown}
    return payload


def _look(message: Message, origin: str, url: str) -> Json | None:
    """Find the file that a component shows; None where it is none of the message's."""
    file = message.attached(url.removeprefix(_ATTACHED)) if url.startswith(_ATTACHED) else None
    if file is None:
        return None
    shown = attachment_payload(file, message, origin)
    kept = {key: shown[key] for key in ("id", "url", "proxy_url", "content_type")}
    return {**kept, "attachment_id": shown["id"]}


def _optional(message: Message) -> Json:
    payload: Json = {}
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.by_application:
        payload["application_id"] = str(message.author.id)
    if message.interaction is not None:
        payload["webhook_id"] = str(message.author.id)
        payload["interaction_metadata"] = message.interaction
    return payload


def _reference(quoted: Message) -> Json:
    reference: Json = {
        "type": 0,
        "message_id": str(quoted.id),
        "channel_id": str(quoted.channel.id),
    }
    if quoted.channel.guild is not None:
        reference["guild_id"] = str(quoted.channel.guild.id)
    return reference


def attachment_payload(attachment: Attachment, message: Message, origin: str) -> Json:
    """Describe a file."""
    path = f"attachments/{message.channel.id}/{attachment.id}/{attachment.filename}"
    payload: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": f"{origin}/{path}",
        "proxy_url": f"{origin}/{path}",
        "content_type": attachment.content_type,
    }
    described = {"description": attachment.description} if attachment.description else {}
    return {**payload, **described}


def without_content(payload: Json) -> Json:
    """Blank what a bot without the message content intent may not read."""
    blank: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
    return {**payload, **blank}


def in_guild(channel: Channel, author: User) -> Json:
    """Return the extra fields of message events in a server."""
    guild = channel.guild
    if guild is None or channel.type is ChannelType.DM:
        return {}
    extra: Json = {"guild_id": str(guild.id)}
    member = guild.members.get(author.id)
    return {**extra, "member": member_payload(member, with_user=False)} if member else extra


def application_payload(application: Application, guild_count: int) -> Json:
    """Describe the bot's registration."""
    return {
        "id": str(application.id),
        "name": application.bot.name,
        "icon": None,
        "description": "Answers whether it is down.",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "bot": user_payload(application.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(application.owner),
        "approximate_guild_count": guild_count,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}, "1": {}},
    }
