"""Check what the stand-in says over the gateway, as far as Discord's description reaches.

The description is of HTTP. What events are made of (messages, members, channels, …) is the same as
in answers, and is checked part by part; what an event adds of its own is not described.
"""

from collections.abc import Iterator
from typing import Any

from sandbox.discord.recorder import Event
from tests.fakes.openapi import ApiDescription

Schemas = tuple[str, ...]

MESSAGE: Schemas = ("MessageResponse",)
USER: Schemas = ("UserResponse",)
MEMBER: Schemas = ("GuildMemberResponse",)
ROLE: Schemas = ("GuildRoleResponse",)
THREAD: Schemas = ("ThreadResponse",)
CHANNEL: Schemas = ("GuildChannelResponse", "PrivateChannelResponse", "ThreadResponse")
PLAN: Schemas = (
    "ExternalScheduledEventResponse",
    "VoiceScheduledEventResponse",
    "StageScheduledEventResponse",
)

# By event, the parts to look at (`[]` stands for each item, a bare `` for the whole) and as what.
PARTS: dict[str, dict[str, Schemas]] = {
    "READY": {"user": ("UserPIIResponse",)},
    "GUILD_CREATE": {
        "": ("GuildResponse",),
        "channels.[]": CHANNEL,
        "threads.[]": THREAD,
        "members.[]": MEMBER,
        "guild_scheduled_events.[]": PLAN,
    },
    "GUILD_MEMBERS_CHUNK": {"members.[]": MEMBER},
    "GUILD_ROLE_CREATE": {"role": ROLE},
    "GUILD_ROLE_UPDATE": {"role": ROLE},
    **{f"CHANNEL_{what}": {"": CHANNEL} for what in ("CREATE", "UPDATE", "DELETE")},
    **{f"THREAD_{what}": {"": THREAD} for what in ("CREATE", "UPDATE")},
    **{f"MESSAGE_{what}": {"": MESSAGE} for what in ("CREATE", "UPDATE")},
    **{f"GUILD_SCHEDULED_EVENT_{what}": {"": PLAN} for what in ("CREATE", "UPDATE", "DELETE")},
    "INTERACTION_CREATE": {
        "type": ("InteractionTypes",),
        "context": ("InteractionContextType",),
        "locale": ("AvailableLocalesEnum",),
        "guild_locale": ("AvailableLocalesEnum",),
        "user": USER,
        "member": MEMBER,
        "channel": CHANNEL,
        "message": MESSAGE,
        "data.resolved": ("ResolvedObjectsResponse",),
        "data.resolved.messages.[]": MESSAGE,
        "data.resolved.attachments.[]": ("MessageAttachmentResponse",),
    },
}
# What an interaction says in every case (interactions/receiving-and-responding.mdx).
ALWAYS = (
    "id",
    "application_id",
    "type",
    "token",
    "version",
    "app_permissions",
    "entitlements",
    "authorizing_integration_owners",
    "attachment_size_limit",
)


def event_problems(description: ApiDescription, event: Event) -> list[str]:
    """Return what is wrong with an event's parts."""
    problems = [
        f"{event.name} {path or 'itself'}: {problem}"
        for path, schemas in PARTS.get(event.name, {}).items()
        for part in _parts(event.data, path)
        for problem in description.thing_problems(schemas, part)
    ]
    if event.name == "INTERACTION_CREATE":
        problems += [f"{event.name} lacks {key}" for key in ALWAYS if key not in event.data]
    return problems


def _parts(thing: Any, path: str) -> Iterator[Any]:
    """Yield what stands at a path; nothing where it is not there."""
    if not path:
        yield thing
        return
    step, _, rest = path.partition(".")
    if step == "[]":
        for item in thing.values() if isinstance(thing, dict) else thing:
            yield from _parts(item, rest)
    elif thing.get(step) is not None:
        yield from _parts(thing[step], rest)
