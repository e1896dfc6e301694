"""What the members of the asker's server say, weighed with an answer. Shared by the cogs."""

from bot.asking.answer import Answer, Asker, with_members
from bot.client import Rooms
from bot.presentation.custom_ids import key_of


def hear_members(rooms: Rooms, answer: Answer, asker: Asker) -> Answer:
    """Return an answer that also weighs what members say by now."""
    return with_members(answer, rooms.members.hear(asker.guild_id, str(key_of(answer.key))))
