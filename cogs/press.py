"""Buttons: *Check again*, *What does this mean?*, *Details*, *The whole story*."""

from bot.client import GatewiseBot
from bot.explanations import explain
from bot.presentation.custom_ids import Again, Details, Key, Meaning, Press, Story, decode
from bot.presentation.details import render_details
from bot.presentation.meanings import explain_press, render_meaning
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from cogs.desk import Desk, Interaction
from cogs.pressed import Pressed


class AnyButton(Pressed, template=r"v[0-9]+:.*"):
    """Every button under an answer, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Do what the button says, or say that it is outdated."""
        presses = Presses(Desk(bot.rooms, bot.delivery), interaction)
        await presses.answer(decode(self.custom_id))


class Presses:
    """Answers one press after another; nothing is kept between them."""

    def __init__(self, desk: Desk, interaction: Interaction) -> None:
        self._desk = desk
        self._interaction = interaction
        self._locale = interaction.locale.value

    async def answer(self, press: Press | None) -> None:
        """Answer one press of a button."""
        match press:
            case Again(key):
                await self._look_again(key)
            case Details():
                await self._show_details(press)
            case Meaning():
                await self._explain(press)
            case Story(error):
                await self._tell(error)
            case None:
                await self._say(render_notice(Notice.OUTDATED, self._locale))

    async def _look_again(self, key: Key) -> None:
        question = self._desk.question(self._interaction, key)
        if question is None:
            await self._say(render_notice(Notice.RETYPE, self._locale))
        else:
            await self._desk.answer_again(self._interaction, question)

    async def _show_details(self, press: Details) -> None:
        """Show the very look; where we no longer have it, look again and say so."""
        answer = self._desk.find_answer(self._interaction, press)
        question = self._desk.question(self._interaction, press.key)
        if answer is not None:
            await self._say(render_details(answer, self._locale, is_fresh=False))
        elif question is not None:
            await self._desk.answer_in_private(self._interaction, question)
        else:
            await self._say(render_notice(Notice.RETYPE, self._locale))

    async def _explain(self, press: Meaning) -> None:
        who = press.who
        service = self._desk.rooms.catalogue.get(who.value) if who.kind == "s" else None
        found = explain_press(press, service.name if service else None, self._locale)
        await self._say(render_meaning(found, self._locale))

    async def _tell(self, error: str) -> None:
        found = explain(error, self._locale)
        outdated = render_notice(Notice.OUTDATED, self._locale)
        await self._say(outdated if found is None else render_meaning(found, self._locale))

    async def _say(self, message: Rendered) -> None:
        await self._desk.delivery.respond(self._interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(AnyButton)
