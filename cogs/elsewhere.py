"""The button *Check from other places*. Its `custom_id` is all there is to it."""

from bot.asking.answer import Answer
from bot.asking.elsewhere import Spent
from bot.client import GatewiseBot
from bot.presentation.custom_ids import Details
from bot.presentation.elsewhere import render_not_for_others, render_sighting, render_spent
from bot.presentation.elsewhere_ids import decode_elsewhere
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.triage.fusing import PLACES_LAST
from cogs.admission import turn_away
from cogs.desk import Desk, Interaction, asker_of
from cogs.hearing import hear_members
from cogs.pressed import Pressed


class ElsewhereItem(Pressed, template=r"p[0-9]+:.*"):
    """Every button that asks other places, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Ask other places, or say that the button is outdated."""
        look = decode_elsewhere(self.custom_id)
        if look is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        await show_elsewhere(Desk(bot.rooms, bot.delivery), interaction, look)


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
    if answer is None or desk.rooms.clock.now() - answer.looked_at > PLACES_LAST:
        question = desk.question(interaction, look.key)
        if question is None:
            return render_notice(Notice.RETYPE, locale)
        outcome = await desk.rooms.asking.ask(question, asker)
        if not isinstance(outcome, Answer):
            return desk.render(outcome, asker, locale)
        answer = hear_members(desk.rooms, outcome, asker)
    if not desk.rooms.elsewhere.can_look(answer, asker):
        return render_not_for_others(locale)
    seen = await desk.rooms.elsewhere.look(answer, asker)
    if isinstance(seen, Spent):
        return render_spent(seen, locale)
    return render_sighting(answer, seen, locale)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(ElsewhereItem)
