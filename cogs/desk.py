"""One question from Discord, start to end: ask, acknowledge in time, answer. Shared by the cogs."""

from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Any

import discord
from discord import app_commands

from bot.asking.answer import Answer, Asker, Outcome
from bot.asking.questions import find_domain, find_link
from bot.asking.unfolding import Stages
from bot.client import GatewiseBot, Rooms
from bot.presentation.answers import render_outcome
from bot.presentation.custom_ids import Details, Key
from bot.presentation.delivery import Delivery
from bot.presentation.details import render_details
from bot.presentation.notices import render_newest
from bot.presentation.rendered import Rendered
from bot.triage.verdict import State
from cogs.admission import turn_away
from cogs.giving import Giving, Ways, ways_of_command, ways_of_press
from cogs.hearing import hear_members
from cogs.rights import server_of
from cogs.second_row import render_in_full

Interaction = discord.Interaction[GatewiseBot]
MenuCallback = Callable[[Interaction, discord.Message], Coroutine[Any, Any, None]]

# A refusal and an answer that is at hand take less; then one message is enough, and it can be
# private. Everything else is acknowledged first.
AT_HAND = 0.05


class Desk:
    """Takes questions to the rooms behind it and carries the answers back."""

    def __init__(self, rooms: Rooms, delivery: Delivery) -> None:
        self.rooms = rooms
        self.delivery = delivery

    async def answer(self, interaction: Interaction, question: str) -> None:
        """Answer a command: at once where we can, else after "thinking"."""
        if await turn_away(self.rooms.governing, self.delivery, interaction):
            return
        asker = asker_of(interaction)
        async with self.asked(question, asker) as stages:
            is_quick = await stages.are_begun(AT_HAND)
            if is_quick or await self.delivery.defer(interaction):
                ways = ways_of_command(interaction, asker, is_quick=is_quick)
                await self.giving(interaction.client, ways).give(stages)

    async def answer_again(self, interaction: Interaction, question: str) -> None:
        """Look again for a press, and put the new answer in the place of the old one."""
        if await turn_away(self.rooms.governing, self.delivery, interaction):
            return
        asker = asker_of(interaction)
        async with self.asked(question, asker, again=True) as stages:
            is_quick = await stages.are_begun(AT_HAND)
            if not is_quick and not await self.delivery.defer_press(interaction):
                return
            ways = ways_of_press(interaction, asker, is_quick=is_quick)
            outcome = await self.giving(interaction.client, ways).give(stages)
        if (
            isinstance(outcome, Answer)
            and outcome.age
            and outcome.verdict.state is not State.REFUSED
        ):
            newest = render_newest(outcome, interaction.locale.value)
            await self.delivery.follow_up(interaction, newest)

    async def answer_in_private(self, interaction: Interaction, question: str) -> None:
        """Look, and show the details to the one who pressed."""
        if await turn_away(
            self.rooms.governing, self.delivery, interaction
        ) or not await self.delivery.defer(interaction, is_private=True):
            return
        asker, locale = asker_of(interaction), interaction.locale.value
        outcome = await self.rooms.asking.ask(question, asker)
        if isinstance(outcome, Answer) and outcome.verdict.state is not State.REFUSED:
            message = render_details(outcome, locale, is_fresh=True)
        else:
            message = self.render(outcome, asker, locale)
        await self.delivery.finish(interaction, message)

    def question(self, interaction: Interaction, key: Key) -> str | None:
        """Return what a button asks for, or None when it takes its author to type it again."""
        return self.rooms.recent.question(asker_of(interaction).guild_id, key)

    def find_answer(self, interaction: Interaction, press: Details) -> Answer | None:
        """Return the look below whose answer a Details button stands, while we still have it."""
        return self.rooms.recent.find(asker_of(interaction).guild_id, press)

    def asked(
        self, question: str, asker: Asker, *, again: bool = False
    ) -> AbstractAsyncContextManager[Stages]:
        """Ask, and stop waiting for the answer when there is nobody to give it to."""
        return aclosing(self.rooms.unfolding.unfold(question, asker, again=again))

    def giving(self, bot: GatewiseBot, ways: Ways) -> Giving:
        """Return what gives an answer where it was asked for."""
        return Giving(bot, lambda outcome: self.render(outcome, ways.asker, ways.locale), ways)

    def render(self, outcome: Outcome, asker: Asker, locale: str) -> Rendered:
        """Render an outcome, and keep the look for the Details button below it."""
        if isinstance(outcome, Answer) and outcome.verdict.state is not State.REFUSED:
            answer = hear_members(self.rooms, outcome, asker)
            self.rooms.recent.note(asker.guild_id, answer)
            return render_in_full(self.rooms, answer, asker, locale)
        return render_outcome(outcome, locale)

    def find_question(self, texts: Iterable[str]) -> str | None:
        """Return what a message is about: a link, a service it names, or a domain."""
        texts = list(texts)
        for find in (find_link, self._find_service, find_domain):
            found = next(filter(None, map(find, texts)), None)
            if found is not None:
                return found
        return None

    def _find_service(self, text: str) -> str | None:
        """Return the service a text is about; the text itself where it is about several."""
        meant = self.rooms.catalogue.find_in_sentence(text)
        return text if len(meant) > 1 else next((service.id for service in meant), None)


def asker_of(interaction: Interaction) -> Asker:
    """Return who asks. A server counts only where the bot itself was added to it."""
    return Asker(user_id=interaction.user.id, guild_id=server_of(interaction))


def add_menu(bot: GatewiseBot, name: app_commands.locale_str, callback: MenuCallback) -> None:
    """Add a command on messages that works in servers, in DMs and as a user install."""
    menu = app_commands.ContextMenu(name=name, callback=callback)
    menu = app_commands.allowed_installs(guilds=True, users=True)(menu)
    menu = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(menu)
    bot.tree.add_command(menu)
