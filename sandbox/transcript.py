"""What people saw, as plain text for a terminal and as a page for a browser."""

import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from mimetypes import guess_type

from sandbox.discord.things import Attachment, Button, Message

TIMESTAMP = re.compile(r"<t:(\d+)(?::([tTdDfFR]))?>")
BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"`([^`\n]+)`")
SMALL = re.compile(r"^-# ?(.*)$", re.MULTILINE)
ESCAPED = re.compile(r"\\([\\*_~`|>#\[\]()&lt;@:/.-])")

MENTION = re.compile(r"<(#|@&?)(\d+)>")
ESCAPED_MENTION = re.compile(r"&lt;(#|@(?:&amp;)?)(\d+)&gt;")

MINUTE = 60

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ background: #313338; color: #dbdee1; font: 16px/1.4 "DejaVu Sans", sans-serif; margin: 24px;
       max-width: 760px; }}
article {{ margin: 0 0 26px; }}
h2 {{ font-size: 15px; margin: 0; color: #f2f3f5; }}
h2 small {{ color: #949ba4; font-weight: 400; }}
p {{ margin: 2px 0 0; white-space: pre-line; }}
.embed {{ background: #2b2d31; border-left: 4px solid; border-radius: 4px;
         padding: 10px 14px; margin-top: 6px; max-width: 620px; font-size: 14px; }}
.embed h3 {{ font-size: 15px; margin: 0 0 4px; color: #f2f3f5; }}
.embed h4 {{ font-size: 13px; margin: 10px 0 0; color: #f2f3f5; }}
.embed footer {{ color: #b5bac1; font-size: 12px; margin-top: 10px; white-space: pre-line; }}
code {{ background: #1e1f22; border-radius: 3px; padding: 0 3px; }}
.button {{ display: inline-block; background: #4e5058; color: #fff; border-radius: 3px;
          font-size: 14px; padding: 4px 14px; margin: 8px 8px 0 0; }}
.button.main {{ background: #5865f2; }}
.menu {{ display: block; background: #1e1f22; border-radius: 4px; font-size: 14px; color: #949ba4;
        padding: 8px 12px; margin-top: 8px; max-width: 380px; }}
.menu::after {{ content: "\\25be"; float: right; }}
img {{ display: block; max-width: 100%; border-radius: 4px; margin-top: 8px; }}
.mention {{ background: #3c4270; border-radius: 3px; color: #c9cdfb; font-weight: 400;
           padding: 0 2px; }}
.private {{ color: #949ba4; font-size: 12px; }}
</style>
<main>
{messages}
</main>
"""


def render_text(message: Message) -> str:
    """Return a message as a person without a graphical client would read it."""
    lines = [f"{message.author.name}{' (only you see this)' if message.is_ephemeral else ''}:"]
    lines += [f"  {line}" for line in _plain(message.text).splitlines()]
    lines += [f"  ({file.filename}: {file.description or '?'})" for file in message.attachments]
    lines += [f"  [ {_choice(menu, message)} v ]" for menu in message.menus]
    if message.buttons:
        lines.append("  " + "  ".join(f"[ {_label(button)} ]" for button in message.buttons))
    return MENTION.sub(lambda found: _mentioned(found, message), "\n".join(lines))


def render_page(title: str, messages: Iterable[tuple[str, Message]]) -> str:
    """Return a page that draws messages much as Discord does. Each comes with what was asked."""
    shown = "\n".join(_article(asked, message) for asked, message in messages)
    return PAGE.format(title=escape(title), messages=shown)


def _article(asked: str, message: Message) -> str:
    parts = [
        f"<article><h2>{escape(message.author.name)} <small>{escape(asked)}</small></h2>",
        f"<p>{_html(message.content)}</p>",
        *(_embed(embed, message) for embed in message.embeds),
        *(_picture(file) for file in message.attachments if not _is_in_embed(file, message)),
        *(f'<span class="menu">{escape(_choice(menu, message))}</span>' for menu in message.menus),
        *(_button(button) for button in message.buttons),
    ]
    if message.is_ephemeral:
        parts.append('<p class="private">Only you can see this.</p>')
    return ESCAPED_MENTION.sub(
        lambda found: f'<b class="mention">{escape(_mentioned(found, message))}</b>',
        "".join([*parts, "</article>"]),
    )


def _embed(embed: dict[str, object], message: Message) -> str:
    colour = embed.get("color")
    edge = f"#{colour:06x}" if isinstance(colour, int) else "#4e5058"
    fields = embed.get("fields")
    footer = embed.get("footer")
    parts = [f'<div class="embed" style="border-color:{edge}">']
    if embed.get("title"):
        parts.append(f"<h3>{_html(str(embed['title']))}</h3>")
    if embed.get("description"):
        parts.append(f"<p>{_html(str(embed['description']))}</p>")
    parts += [
        f"<h4>{_html(field['name'])}</h4><p>{_html(field['value'])}</p>"
        for field in (fields if isinstance(fields, list) else [])
    ]
    shown = message.attached(_image(embed))
    if shown is not None:
        parts.append(_picture(shown))
    if isinstance(footer, dict):
        parts.append(f"<footer>{escape(str(footer.get('text', '')))}</footer>")
    return "".join([*parts, "</div>"])


def _image(embed: dict[str, object]) -> str:
    """Return the name of the file that an embed shows; empty where it shows none."""
    image = embed.get("image")
    url = str(image.get("url", "")) if isinstance(image, dict) else ""
    return url.removeprefix("attachment://")


def _is_in_embed(file: Attachment, message: Message) -> bool:
    return file.filename in {_image(embed) for embed in message.embeds}


def _picture(file: Attachment) -> str:
    """Return a picture with its words, or any other file by its name."""
    kind, _ = guess_type(file.filename)
    if kind is None or not kind.startswith("image/"):
        return f'<span class="menu">{escape(file.filename)}</span>'
    content = b64encode(file.content).decode()
    alt = escape(file.description or "", quote=True)
    return f'<img alt="{alt}" src="data:{kind};base64,{content}">'


def _choice(menu: dict[str, object], message: Message) -> str:
    """Return what a menu shows while it is closed: what is chosen, or its placeholder."""
    options = menu.get("options")
    chosen = [
        str(option["label"])
        for option in (options if isinstance(options, list) else [])
        if option.get("default")
    ]
    preset = menu.get("default_values")
    chosen += [
        _named(int(value["id"]), message) for value in (preset if isinstance(preset, list) else [])
    ]
    return ", ".join(chosen) or str(menu.get("placeholder") or "Make a selection")


def _mentioned(found: re.Match[str], message: Message) -> str:
    """Return a mention as Discord draws it."""
    name = _named(int(found[2]), message)
    return name if name[0] in "#@" else found[1][0] + name


def _named(number: int, message: Message) -> str:
    """Return what a channel, a role or a member is called there."""
    guild = message.channel.guild
    if guild is not None and number in guild.channels:
        return f"#{guild.channels[number].name}"
    if guild is not None and number in guild.roles:
        return f"@{guild.roles[number].name}"
    if guild is not None and number in guild.members:
        return f"@{guild.members[number].user.name}"
    return str(number)


def _button(button: Button) -> str:
    look = "button main" if button.style == 1 else "button"
    return f'<span class="{look}">{escape(_label(button))}</span>'


def _label(button: Button) -> str:
    return button.label or "?"


def _html(text: str) -> str:
    """Return the few kinds of Discord's markup the bot uses, as HTML."""
    shown = escape(TIMESTAMP.sub(_moment, text), quote=False)
    shown = CODE.sub(r"<code>\1</code>", shown)
    shown = SMALL.sub(r"<small>\1</small>", shown)
    return ESCAPED.sub(r"\1", BOLD.sub(r"<b>\1</b>", shown))


def _plain(text: str) -> str:
    shown = BOLD.sub(r"\1", TIMESTAMP.sub(_moment, text))
    return ESCAPED.sub(r"\1", SMALL.sub(r"\1", shown))


def _moment(match: re.Match[str]) -> str:
    """Return a time as Discord words it, to the nearest unit."""
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    if match[2] == "t":
        return moment.strftime("%H:%M UTC")
    if match[2] == "D":
        return moment.strftime("%d %B %Y")
    if match[2] != "R":
        return moment.strftime("%d %B %Y %H:%M UTC")
    seconds = round((datetime.now(UTC) - moment).total_seconds())
    is_short = abs(seconds) < MINUTE
    count, unit = (abs(seconds), "second") if is_short else (abs(seconds) // MINUTE, "minute")
    amount = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {amount}" if seconds < 0 else f"{amount} ago"
