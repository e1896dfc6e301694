"""Giving an answer to whoever used a command or pressed *Check again*."""

from functools import partial

import discord

from bot.asking.answer import Answer, Asker, Outcome
from bot.client import GatewiseBot
from bot.presentation.rendered import Rendered
from cogs.sharing import Question, Sharing

Interaction = discord.Interaction[GatewiseBot]


async def give(
    interaction: Interaction, asker: Asker, outcome: Outcome, message: Rendered, *, is_quick: bool
) -> None:
    """Give what came of a command: at once, or after "thinking" unless `is_quick`."""
    delivery = interaction.client.delivery
    send = delivery.respond if is_quick else delivery.finish
    if not isinstance(outcome, Answer):
        await send(interaction, message)
        return
    point = partial(delivery.respond if is_quick else delivery.finish_in_private, interaction)
    question = _question_of(interaction, asker, outcome, message)
    await Sharing(interaction.client).give(question, partial(send, interaction), point)


async def give_again(
    interaction: Interaction, asker: Asker, answer: Answer, message: Rendered, *, is_quick: bool
) -> None:
    """Put an answer in the place of the one that was pressed below."""
    delivery = interaction.client.delivery
    send = delivery.update if is_quick else delivery.finish
    question = _question_of(interaction, asker, answer, message)
    await Sharing(interaction.client).renew(question, partial(send, interaction))


def _question_of(
    interaction: Interaction, asker: Asker, answer: Answer, message: Rendered
) -> Question:
    """Return what somebody is about to be told. What only they see is shared with nobody."""
    pressed = interaction.message
    is_hidden = pressed is not None and pressed.flags.ephemeral
    return Question(
        asker=asker,
        channel_id=None if is_hidden else interaction.channel_id,
        answer=answer,
        message=message,
        locale=interaction.locale.value,
    )
