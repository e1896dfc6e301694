"""One request for a history, start to end: find, acknowledge in time, paint, answer."""

import discord

from bot.client import GatewiseBot, Rooms
from bot.history.reviewing import Review
from bot.presentation.delivery import Delivery
from bot.presentation.history import (
    Refusal,
    draw_view,
    render_export,
    render_history,
    render_refusal,
)
from bot.presentation.history_buttons import usual_view
from bot.presentation.history_choices import find_watch
from bot.presentation.history_ids import Export, HistoryPress, Show, Turn, TurnAll
from bot.presentation.history_overview import render_overview
from bot.presentation.rendered import Rendered
from bot.watching.recording import StoreUnavailable

Interaction = discord.Interaction[GatewiseBot]
USUAL_DAYS = 30


class HistoryDesk:
    """Answers one person in one server. Only that server's watches can be reached."""

    def __init__(self, rooms: Rooms, delivery: Delivery, interaction: Interaction) -> None:
        self._rooms = rooms
        self._delivery = delivery
        self._interaction = interaction
        is_here = interaction.is_guild_integration()
        # There is no server 0, and nothing in it.
        self._guild_id = (interaction.guild_id or 0) if is_here else 0
        self._locale = interaction.locale.value

    async def show(self, target: str | None, days: int) -> None:
        """Answer the command, for everybody in the channel."""
        try:
            wanted = await self._wanted(target, days)
        except StoreUnavailable:
            wanted = Refusal.NO_STORE
        if isinstance(wanted, Refusal):
            await self._delivery.respond(self._interaction, render_refusal(wanted, self._locale))
        elif await self._delivery.defer(self._interaction):
            await self._delivery.finish(self._interaction, await self._render(wanted))

    async def answer(self, press: HistoryPress | None) -> None:
        """Answer a press of a button."""
        match press:
            case Show(watch_id):
                turn = Turn(watch_id, USUAL_DAYS, usual_view(USUAL_DAYS))
                await self._answer_in_private(turn)
            case Turn() | TurnAll():
                await self._turn(press)
            case Export() if not self._is_admin:
                await self._refuse(Refusal.ADMINS_ONLY)
            case Export() if not self._interaction.app_permissions.attach_files:
                await self._refuse(Refusal.NO_FILES)
            case Export():
                await self._answer_in_private(press)
            case None:
                await self._refuse(Refusal.OUTDATED)

    @property
    def _is_admin(self) -> bool:
        held = self._interaction.permissions
        return held.manage_guild or held.administrator

    async def _wanted(self, target: str | None, days: int) -> Turn | TurnAll | Refusal:
        if target is None:
            return TurnAll(days)
        watch = find_watch(await self._rooms.reviewing.watches(self._guild_id), target)
        return Refusal.UNKNOWN if watch is None else Turn(watch.id, days, usual_view(days))

    async def _answer_in_private(self, wanted: Turn | Export) -> None:
        if await self._delivery.defer(self._interaction, is_private=True):
            message = await self._render(wanted, is_private=True)
            await self._delivery.finish(self._interaction, message)

    async def _turn(self, wanted: Turn | TurnAll) -> None:
        """Put another page in the place of this one; what can't be told leaves it as it is."""
        if not await self._delivery.defer_press(self._interaction):
            return
        source = self._interaction.message
        is_private = source is not None and source.flags.ephemeral
        message = await self._render(wanted, is_private=is_private)
        is_page = bool(message.buttons)
        send = self._delivery.finish if is_page else self._delivery.follow_up
        await send(self._interaction, message)

    async def _render(
        self, wanted: Turn | TurnAll | Export, *, is_private: bool = False
    ) -> Rendered:
        """Render what is wanted, or why it can't be had."""
        try:
            if isinstance(wanted, TurnAll):
                overview = await self._rooms.reviewing.overview(self._guild_id, wanted.days)
                return render_overview(overview, wanted, self._locale, is_private=is_private)
            review = await self._rooms.reviewing.review(
                self._guild_id, wanted.watch_id, wanted.days
            )
        except StoreUnavailable:
            return render_refusal(Refusal.NO_STORE, self._locale)
        if review is None:
            return render_refusal(Refusal.GONE, self._locale)
        if isinstance(wanted, Export):
            return render_export(review, self._locale)
        return render_history(
            review,
            wanted,
            self._locale,
            picture=await self._paint(review, wanted),
            is_private=is_private,
            may_export=self._is_admin,
        )

    async def _paint(self, review: Review, turn: Turn) -> bytes | None:
        if not self._interaction.app_permissions.attach_files:
            return None
        return await self._rooms.painter.paint(draw_view(review, turn.view, self._locale))

    async def _refuse(self, refusal: Refusal) -> None:
        await self._delivery.respond(self._interaction, render_refusal(refusal, self._locale))
