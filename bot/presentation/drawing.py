"""`Rendered` becomes Discord's own types. The one way out: everything is made to fit here."""

from io import BytesIO
from typing import Any, TypedDict

import discord

from bot.presentation.limits import fit
from bot.presentation.rendered import Button, Card, File, Menu, MenuKind, Rendered, Tone

COLOURS = {
    Tone.GOOD: discord.Colour(0x2D7D46),
    Tone.WARNING: discord.Colour(0xC27C0E),
    Tone.BAD: discord.Colour(0xC0392B),
    Tone.NEUTRAL: discord.Colour(0x5D6B7A),
}


# Where announcements can be written: text and announcement channels.
CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.news]


class Drawn(TypedDict):
    """What discord.py's sending and editing calls take alike."""

    content: str
    embeds: list[discord.Embed]
    view: discord.ui.View
    allowed_mentions: discord.AllowedMentions


def draw(message: Rendered) -> Drawn:
    """Return the arguments that send or edit a message. Needs a running event loop.

    Files are apart: they are `files` of a new message and `attachments` of an edit.
    """
    message = fit(message)
    return {
        "content": message.content,
        "embeds": [] if message.card is None else [draw_card(message.card)],
        "view": draw_controls(message.buttons, message.menus),
        "allowed_mentions": draw_mentions(message.pings, message.callings),
    }


def draw_files(message: Rendered) -> list[discord.File]:
    """Return a message's files. Each list is good for one request: sending reads it to its end."""
    return [draw_file(file) for file in fit(message).files]


def draw_file(file: File) -> discord.File:
    """Return a file with its description, which screen readers read for a picture."""
    content = BytesIO(file.content)
    return discord.File(content, filename=file.name, description=file.description or None)


def draw_mentions(
    pings: frozenset[int], callings: frozenset[int] = frozenset()
) -> discord.AllowedMentions:
    """Return who may be pinged: the roles and members named, and nobody else."""
    roles: Any = [discord.Object(role_id) for role_id in sorted(pings)]
    users: Any = [discord.Object(user_id) for user_id in sorted(callings)]
    return discord.AllowedMentions(
        everyone=False, users=users or False, roles=roles or False, replied_user=False
    )


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
    if card.picture:
        embed.set_image(url=f"attachment://{card.picture}")
    return embed


def draw_controls(buttons: tuple[Button, ...], menus: tuple[Menu, ...] = ()) -> discord.ui.View:
    """Return menus and buttons as a view that only draws: each is answered by its `custom_id`.

    The view is stopped at once, so that discord.py keeps none in memory for every message sent.
    """
    view = discord.ui.View(timeout=None)
    for menu in menus:
        view.add_item(draw_menu(menu))
    for button in buttons:
        view.add_item(draw_button(button))
    view.stop()
    return view


def draw_button(button: Button) -> discord.ui.Button[Any]:
    """Return a button that only draws."""
    if button.url:
        return discord.ui.Button(label=button.label, url=button.url, row=button.row)
    style = discord.ButtonStyle.primary if button.is_main else discord.ButtonStyle.secondary
    return discord.ui.Button(
        label=button.label, custom_id=button.custom_id, style=style, row=button.row
    )


def draw_menu(menu: Menu) -> discord.ui.Item[Any]:
    """Return a menu of texts, channels or roles."""
    least = 0 if menu.is_optional else 1
    match menu.kind:
        case MenuKind.CHANNEL:
            return discord.ui.ChannelSelect(
                custom_id=menu.custom_id,
                placeholder=menu.placeholder,
                channel_types=CHANNEL_TYPES,
                min_values=least,
                default_values=_chosen(menu, discord.SelectDefaultValueType.channel),
            )
        case MenuKind.ROLE:
            return discord.ui.RoleSelect(
                custom_id=menu.custom_id,
                placeholder=menu.placeholder,
                min_values=least,
                default_values=_chosen(menu, discord.SelectDefaultValueType.role),
            )
        case MenuKind.TEXT:
            return discord.ui.Select(
                custom_id=menu.custom_id,
                placeholder=menu.placeholder,
                min_values=least,
                max_values=menu.most,
                options=[
                    discord.SelectOption(
                        label=option.label,
                        value=option.value,
                        description=option.description or None,
                        default=option.is_chosen,
                    )
                    for option in menu.options
                ],
            )


def _chosen(menu: Menu, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    """Return what a menu of channels or roles shows as chosen."""
    if menu.chosen_id is None:
        return []
    return [discord.SelectDefaultValue(id=menu.chosen_id, type=kind)]
