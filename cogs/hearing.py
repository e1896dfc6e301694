"""What the members of the asker's server say, weighed with an answer. Shared by the cogs."""

from bot.asking.answer import Answer, Asker, with_members
from bot.asking.weighing import members_claim
from bot.client import Rooms
from bot.presentation.custom_ids import key_of


def hear_members(rooms: Rooms, answer: Answer, asker: Asker) -> Answer:
    """Return an answer that also weighs what members say by now; the same where there are none."""
    if asker.guild_id is None:
        return answer
    tally = rooms.reports.tally(asker.guild_id, str(key_of(answer.key)))
    return with_members(answer, members_claim(tally))
