"""What each control of the settings panel and of `/privacy` does, and what to show for it."""

from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.presentation.changes import render_changes
from bot.presentation.governing_ids import Control, Touch
from bot.presentation.guild_channels import TAKES_ANNOUNCEMENTS, GuildChannels
from bot.presentation.privacy import is_meant, render_erased, render_not_erased
from bot.presentation.rendered import Rendered
from bot.presentation.settings_choices import ChoiceRefused, Server, read_choice
from bot.presentation.settings_forms import render_misread_hours, render_zones
from bot.presentation.settings_panel import (
    render_keeping,
    render_panel,
    render_saved,
    render_telling,
    render_unsaved,
)
from bot.presentation.settings_words import Panel, render_outdated
from bot.watching.governing import Edit, Governing
from bot.watching.ports import Actor, GuildSettings
from bot.watching.quiet_hours import QuietHoursRefused, parse_quiet_hours
from bot.watching.time_zones import find_zones

Work = Coroutine[Any, Any, Rendered]
_PAGES: dict[Control, Callable[[Panel, str], Rendered]] = {
    Control.PANEL: render_panel,
    Control.TELLING: render_telling,
    Control.KEEPING: render_keeping,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One server's settings, in the hands of somebody who may manage it."""

    governing: Governing
    guild: discord.Guild
    user_id: int
    locale: str

    async def show(self) -> Rendered:
        """Return the panel."""
        return render_panel(await self._panel(), self.locale)

    async def touch(self, touch: Touch, values: Collection[str]) -> Rendered:
        """Do what a menu or a button asks for, and return what to show. May be anybody's forgery.

        Raises `StoreUnavailable`.
        """
        page = _PAGES.get(touch.control)
        if page is not None:
            return page(await self._panel(), self.locale)
        if touch.control is Control.CHANGES:
            changes = await self.governing.changes(self.guild.id)
            return render_changes(changes, int(touch.argument), self.locale)
        try:
            edit = read_choice(touch, values, self._server())
        except ChoiceRefused as refused:
            if refused.text is None:
                return render_outdated(self.locale)
            return render_unsaved(await self._panel(), refused.text, self.locale)
        return await self._save(touch.control, edit)

    async def fill_in(self, control: Control, typed: str) -> Rendered:
        """Take what was typed into a form, and return what to show. Raises `StoreUnavailable`."""
        match control:
            case Control.ZONE:
                return await self._take_zone(typed)
            case Control.QUIET:
                return await self._take_hours(typed)
            case Control.ERASE if is_meant(typed, self.locale):
                await self.governing.forget_server(self.guild.id)
                return render_erased(self.locale)
            case Control.ERASE:
                return render_not_erased(self.locale)
            case _:
                return render_outdated(self.locale)

    async def _take_zone(self, typed: str) -> Rendered:
        zones = find_zones(typed)
        if len(zones) != 1:
            return render_zones(zones, self.locale)
        edit = read_choice(Touch(Control.ZONE, zones[0]), (), self._server())
        return await self._save(Control.ZONE, edit)

    async def _take_hours(self, typed: str) -> Rendered:
        try:
            quiet = parse_quiet_hours(typed)
        except QuietHoursRefused:
            return render_misread_hours(self.locale)
        return await self._save(
            Control.QUIET, lambda settings: replace(settings, quiet_hours=quiet)
        )

    async def _save(self, control: Control, edit: Edit) -> Rendered:
        actor = Actor(guild_id=self.guild.id, user_id=self.user_id, at=self.governing.now)
        changed = await self.governing.change(actor, edit)
        return render_saved(control, self._panel_of(changed), self.locale)

    async def _panel(self) -> Panel:
        return self._panel_of(await self.governing.settings(self.guild.id))

    def _panel_of(self, settings: GuildSettings) -> Panel:
        chosen, channels = settings.channel_id, GuildChannels(self.guild)
        return Panel(
            settings=settings,
            most=self.governing.retention,
            server_locale=self.guild.preferred_locale.value,
            now=self.governing.now,
            missing=() if chosen is None else channels.missing(chosen),
            may_open_threads=channels.may_open_threads(chosen),
            may_plan_events=channels.may_plan_events(),
            is_role_gone=not self._has_role(settings.ask_role_id),
        )

    def _has_role(self, role_id: int | None) -> bool:
        return role_id is None or self.guild.get_role(role_id) is not None

    def _server(self) -> Server:
        return Server(
            id=self.guild.id,
            channel_ids={
                channel.id for channel in self.guild.channels if channel.type in TAKES_ANNOUNCEMENTS
            },
            role_ids={role.id for role in self.guild.roles},
        )
