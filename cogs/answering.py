"""Acknowledge, do, answer: how what may take a while is answered. Shared by the cogs."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.watching.recording import StoreUnavailable
from cogs.desk import Interaction

Work = Callable[[], Awaitable[Rendered]]


async def answer_in_private(interaction: Interaction, work: Work) -> None:
    """Do something, and answer with a message of its own."""
    delivery = interaction.client.delivery
    if not await delivery.defer(interaction, is_private=True):
        return
    try:
        message = await work()
    except StoreUnavailable:
        message = render_notice(Notice.STORE_AWAY, interaction.locale.value)
    await delivery.finish(interaction, message)


async def answer_in_place(interaction: Interaction, work: Work) -> None:
    """Do what a button says, and put the answer in the place of the message it is on.

    Where storage is away that message stays: its buttons may work in a minute.
    """
    delivery = interaction.client.delivery
    if not await delivery.defer_press(interaction):
        return
    try:
        message = await work()
    except StoreUnavailable:
        away = render_notice(Notice.STORE_AWAY, interaction.locale.value)
        await delivery.follow_up(interaction, away)
        return
    await delivery.finish(interaction, message)


async def settled(task: asyncio.Future[Any], seconds: float) -> bool:
    """Wait a moment; say whether something is done."""
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
