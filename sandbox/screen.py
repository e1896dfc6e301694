"""What a person at a terminal sees of a local Discord: messages as they arrive and change."""

import asyncio
import re
import sys

from sandbox.discord import StandIn
from sandbox.discord.payloads import attachment_payload
from sandbox.discord.things import Channel, Message
from sandbox.transcript import render_text

CHANNEL = re.compile(r"#(\d{17,20})\b")


class Screen:
    """Prints each message of the bot once, and again when it changes."""

    def __init__(self, discord: StandIn) -> None:
        self._discord = discord
        self._printed: dict[int, int] = {}  # message id → its revision

    def print(self, text: str) -> None:
        """Print a text at once."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    async def follow(self) -> None:
        """Print whatever arrives or changes, until cancelled."""
        while True:
            self.catch_up()
            await self._discord.core.changes.next()
            await asyncio.sleep(0)  # what belongs together comes together

    def catch_up(self) -> None:
        """Print what arrived or changed since."""
        for channel in list(self._discord.world.channels.values()):
            for message in list(channel.messages.values()):
                is_ours = message.author is self._discord.bot and not message.is_thinking
                if is_ours and self._printed.get(message.id) != message.revision:
                    self._show(message)

    def _show(self, message: Message) -> None:
        edited = (
            ", edited"
            if self._printed.get(message.id, message.revision) != message.revision
            else ""
        )
        self._printed[message.id] = message.revision
        self.print(f"\n[{self._place(message.channel)}{edited}]")
        self.print(self._text(message))

    def _text(self, message: Message) -> str:
        origin = f"{self._discord.core.origin}/cdn"
        links = [attachment_payload(file, message, origin)["url"] for file in message.attachments]
        text = CHANNEL.sub(self._named, render_text(message))
        return "\n".join([text, *(f"  ({link})" for link in links)])

    def _named(self, mention: re.Match[str]) -> str:
        """Return what a channel is called; in direct messages its message can't know."""
        channel = self._discord.world.channels.get(int(mention[1]))
        return mention[0] if channel is None else f"#{channel.name}"

    def _place(self, channel: Channel) -> str:
        if channel.recipient is not None:
            return f"direct message to {channel.recipient.name}"
        return f"#{channel.name}"
