"""The button *Check from other places*. Its `custom_id` is all there is to it."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.asking.answer import Answer
from bot.asking.elsewhere import Spent
from bot.client import GatewiseBot
from bot.presentation.custom_ids import Details
from bot.presentation.elsewhere import render_not_for_others, render_sighting, render_spent
from bot.presentation.elsewhere_ids import decode_elsewhere
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from cogs.admission import turn_away
from cogs.desk import Desk, Interaction, asker_of


class ElsewhereItem(ui.DynamicItem[ui.Button[Any]], template=r"p[0-9]+:.*"):
    """Every button that asks other places, of this version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - `decode_elsewhere` reads the id more strictly
        /,
    ) -> Self:
        """Take the pressed button as it is."""
        return cls(cast("ui.Button[Any]", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Say whether somebody still waits for an answer to this press."""
        bot: GatewiseBot = interaction.client
        return bot.is_fresh(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask other places, or say that the button is outdated."""
        bot: GatewiseBot = interaction.client
        look = decode_elsewhere(self.custom_id)
        if look is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        desk = Desk(bot.rooms, bot.delivery)
        await bot.answer_press(interaction, show_elsewhere(desk, interaction, look))


async def show_elsewhere(desk: Desk, interaction: Interaction, look: Details) -> None:
    """Acknowledge at once; then tell whoever pressed what other places see."""
    if await turn_away(desk.rooms.governing, desk.delivery, interaction):
        return
    if await desk.delivery.defer(interaction, is_private=True):
        message = await look_elsewhere(desk, interaction, look)
        await desk.delivery.finish(interaction, message)


async def look_elsewhere(desk: Desk, interaction: Interaction, look: Details) -> Rendered:
    """Compare the answer the button stands under, or a new one, with what other places see."""
    asker, locale = asker_of(interaction), interaction.locale.value
    answer = desk.find_answer(interaction, look)
    if answer is None:
        question = desk.question(interaction, look.key)
        if question is None:
            return render_notice(Notice.RETYPE, locale)
        outcome = await desk.rooms.asking.ask(question, asker)
        if not isinstance(outcome, Answer):
            return desk.render(outcome, asker, locale)
        answer = outcome
    if not desk.rooms.elsewhere.can_look(answer, asker):
        return render_not_for_others(locale)
    seen = await desk.rooms.elsewhere.look(answer, asker)
    if isinstance(seen, Spent):
        return render_spent(seen, locale)
    return render_sighting(answer, seen, locale)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(ElsewhereItem)
