"""Takes what people do with `/settings` and `/privacy` in, and the answers out.

Rights are read from each interaction anew, and the server is always the interaction's own.
"""

import asyncio
from collections.abc import Collection, Coroutine
from typing import Any

from bot.presentation.governing_ids import Control, Touch
from bot.presentation.notices import Notice, render_notice
from bot.presentation.privacy import (
    erase_form,
    render_forget_question,
    render_forgotten,
    render_kept,
    render_privacy,
)
from bot.presentation.rendered import Rendered
from bot.presentation.settings_forms import form_of
from bot.presentation.settings_words import render_outdated
from bot.watching.ports import GuildSettings
from bot.watching.recording import StoreUnavailable
from cogs.answering import settled
from cogs.desk import Interaction
from cogs.office import Office
from cogs.rights import is_manager, server_of

AT_ONCE = 1.0  # seconds; what takes longer is acknowledged first
FORMS = frozenset({Control.ZONE, Control.QUIET, Control.ERASE})

Work = Coroutine[Any, Any, Rendered]


class Clerk:
    """Answers one interaction; nothing is kept between them."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._delivery = interaction.client.delivery
        self._governing = interaction.client.rooms.governing
        self._locale = interaction.locale.value

    async def open_settings(self) -> None:
        """Answer the command with the panel."""
        office = self._office()
        await (self._refuse() if office is None else self._respond(office.show()))

    async def open_privacy(self) -> None:
        """Answer the command with what is kept."""
        await self._respond(self._privacy())

    async def press(self, touch: Touch | None, values: Collection[str]) -> None:
        """Answer a button or a menu."""
        if touch is None:
            await self._delivery.tell(self._interaction, render_outdated(self._locale))
        elif touch.control is Control.FORGET:
            await self._update(self._forget(touch.argument))
        elif (office := self._office()) is None:
            await self._refuse()
        elif touch.control in FORMS and not touch.argument:
            await self._ask(touch.control, office.guild.id)
        else:
            await self._update(office.touch(touch, values))

    async def submit(self, touch: Touch | None, typed: str) -> None:
        """Answer a form that was filled in, also one that was opened before a restart."""
        office = self._office()
        if touch is None or touch.control not in FORMS or touch.argument:
            await self._delivery.tell(self._interaction, render_outdated(self._locale))
        elif office is None:
            await self._refuse()
        else:
            await self._update(office.fill_in(touch.control, typed))

    def _office(self) -> Office | None:
        """Return what the server's settings are changed with; None for who may not."""
        guild = self._interaction.guild
        if guild is None or not is_manager(self._interaction):
            return None
        return Office(
            governing=self._governing,
            guild=guild,
            user_id=self._interaction.user.id,
            locale=self._locale,
        )

    async def _privacy(self) -> Rendered:
        guild_id = server_of(self._interaction)
        settings = (
            GuildSettings(guild_id=0)
            if guild_id is None
            else await self._governing.settings(guild_id)
        )
        return render_privacy(
            self._governing.kept(settings),
            self._locale,
            is_server=guild_id is not None,
            is_manager=is_manager(self._interaction),
        )

    async def _forget(self, answer: str) -> Rendered:
        if answer == "yes":
            user_id, rooms = self._interaction.user.id, self._interaction.client.rooms
            stored = await self._governing.forget_member(user_id)
            return render_forgotten(stored + rooms.members.forget_member(user_id), self._locale)
        return render_kept(self._locale) if answer else render_forget_question(self._locale)

    async def _ask(self, control: Control, guild_id: int) -> None:
        if control is Control.ERASE:
            form = erase_form(self._locale)
        else:
            form = form_of(control, await self._governing.known(guild_id), self._locale)
        await self._delivery.ask(self._interaction, form)

    async def _refuse(self) -> None:
        notice = render_notice(Notice.NO_PERMISSION, self._locale)
        await self._delivery.tell(self._interaction, notice)

    async def _respond(self, work: Work) -> None:
        """Answer a command: at once where we can."""
        task = asyncio.ensure_future(_calmly(work, self._locale))
        if await settled(task, AT_ONCE):
            await self._delivery.respond(self._interaction, task.result())
        elif await self._delivery.defer(self._interaction, is_private=True):
            await self._delivery.finish(self._interaction, await task)

    async def _update(self, work: Work) -> None:
        """Answer a press by changing the message it is on; trouble is told beside it."""
        task = asyncio.ensure_future(work)
        is_quick = await settled(task, AT_ONCE)
        if not is_quick:
            await self._delivery.defer_press(self._interaction)
        try:
            message = await task
        except StoreUnavailable:
            away = render_notice(Notice.STORE_AWAY, self._locale)
            await self._delivery.tell(self._interaction, away)
            return
        send = self._delivery.update if is_quick else self._delivery.finish
        await send(self._interaction, message)


async def _calmly(work: Work, locale: str) -> Rendered:
    try:
        return await work
    except StoreUnavailable:
        return render_notice(Notice.STORE_AWAY, locale)
