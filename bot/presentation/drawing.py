"""`Rendered` becomes Discord's own types. The one way out: everything is made to fit here."""

from typing import TypedDict

import discord

from bot.presentation.limits import fit
from bot.presentation.rendered import Button, Card, Rendered, Tone

COLOURS = {
    Tone.GOOD: discord.Colour(0x2D7D46),
    Tone.WARNING: discord.Colour(0xC27C0E),
    Tone.BAD: discord.Colour(0xC0392B),
    Tone.NEUTRAL: discord.Colour(0x5D6B7A),
}


class Drawn(TypedDict):
    """What discord.py's sending and editing calls take alike."""

    content: str
    embeds: list[discord.Embed]
    view: discord.ui.View
    allowed_mentions: discord.AllowedMentions


def draw(message: Rendered) -> Drawn:
    """Return the arguments that send or edit a message. Needs a running event loop."""
    message = fit(message)
    return {
        "content": message.content,
        "embeds": [] if message.card is None else [draw_card(message.card)],
        "view": draw_buttons(message.buttons),
        "allowed_mentions": discord.AllowedMentions.none(),
    }


def draw_card(card: Card) -> discord.Embed:
    """Return a card as an embed."""
    embed = discord.Embed(
        title=card.title or None,
        description=card.description or None,
        colour=COLOURS[card.tone],
    )
    for field in card.fields:
        embed.add_field(name=field.name, value=field.value, inline=False)
    if card.footer:
        embed.set_footer(text=card.footer)
    return embed


def draw_buttons(buttons: tuple[Button, ...]) -> discord.ui.View:
    """Return buttons as a view that only draws: presses are answered by their `custom_id` alone.

    The view is stopped at once, so that discord.py keeps none in memory for every message sent.
    """
    view = discord.ui.View(timeout=None)
    for button in buttons:
        style = discord.ButtonStyle.primary if button.is_main else discord.ButtonStyle.secondary
        view.add_item(
            discord.ui.Button(label=button.label, url=button.url)
            if button.url
            else discord.ui.Button(label=button.label, custom_id=button.custom_id, style=style)
        )
    view.stop()
    return view
