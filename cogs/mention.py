"""A mention of the bot with a question: "@Gatewise is github down?"."""

from collections import deque
from collections.abc import Iterable
from functools import partial

from discord import Message
from discord.ext import commands

from bot.asking.answer import Asker
from bot.client import GatewiseBot
from bot.explanations import explain
from bot.presentation.delivery import Sent
from bot.presentation.meanings import render_error
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from cogs.admission import find_refusal_at, language_of
from cogs.desk import Desk
from cogs.giving import Ways
from cogs.reading import is_addressed, pointed_at, strip_markup, texts_of

TYPING_AFTER = 0.8  # seconds until we show that we are on it
# Replies that needed no look cost the asker no budget; more than these a minute meet silence.
FREE_REPLIES = 3
# Answers at hand cost no budget either: so many mentions a minute, and no more.
MENTIONS = 10
REMEMBERED = 256  # Discord may send the same message more than once


class Mention(commands.Cog):
    """Answers members who write to the bot by name."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot
        self._desk = Desk(bot.rooms, bot.delivery)
        self._met: deque[int] = deque(maxlen=REMEMBERED)
        self._all = commands.CooldownMapping.from_cooldown(MENTIONS, 60.0, commands.BucketType.user)
        self._free = commands.CooldownMapping.from_cooldown(
            FREE_REPLIES, 60.0, commands.BucketType.user
        )

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        """Answer a person who wrote to us, once."""
        if message.author.bot or self._bot.user is None or message.id in self._met:
            return
        if is_addressed(message, self._bot.user.id):
            self._met.append(message.id)
            if self._all.update_rate_limit(message):
                return
            replied = pointed_at(message, self._bot.user.id)
            await self._bot.answer_message(message, self._reply(message, replied))

    async def _reply(self, message: Message, replied: Message | None) -> None:
        """Answer what the message asks about; where it names nothing, the one it replies to."""
        text = strip_markup(message.content)
        texts = ([text], list(texts_of(replied)) if replied is not None else [])
        language = await language_of(self._bot.rooms.governing, message.guild)
        for words in texts:
            if (question := self._desk.find_question(words)) is not None:
                await self._answer(message, question, language)
                return
            if (reply := _explain(words, language)) is not None:
                await self._say(message, reply)
                return
        notice = _choose_notice(text, is_unreadable=replied is not None and not any(texts[1]))
        await self._say(message, render_notice(notice, language))

    async def _say(self, message: Message, reply: Rendered) -> None:
        if not self._free.update_rate_limit(message):
            await self._desk.delivery.reply(message, reply)

    async def _answer(self, message: Message, question: str, language: str) -> None:
        refusal = await find_refusal_at(self._bot.rooms.governing, message, language)
        if refusal is not None:
            await self._say(message, refusal)
            return
        asker = Asker(
            user_id=message.author.id, guild_id=message.guild.id if message.guild else None
        )
        async with self._desk.asked(question, asker) as stages:
            if not await stages.are_begun(TYPING_AFTER):
                await self._desk.delivery.show_typing(message.channel)
            ways = self._ways(message, asker, language)
            await self._desk.giving(self._bot, ways).give(stages)

    def _ways(self, message: Message, asker: Asker, language: str) -> Ways:
        reply = partial(self._desk.delivery.reply, message)

        async def whisper(notice: Rendered) -> Sent:
            """Reply with what is no answer: that costs no budget, so it is counted."""
            if self._free.update_rate_limit(message):
                return Sent.NO
            return await reply(notice)

        return Ways(
            asker=asker,
            locale=language,
            channel_id=message.channel.id,
            send=reply,
            whisper=whisper,
            point=reply,
        )


def _explain(texts: Iterable[str], locale: str) -> Rendered | None:
    """Render the first error that one of these texts names."""
    for text in texts:
        if (found := explain(text, locale)) is not None:
            return render_error(found, text, locale)
    return None


def _choose_notice(text: str, *, is_unreadable: bool) -> Notice:
    """Return what to say to a mention that names nothing to look at and no error."""
    if is_unreadable:
        return Notice.UNREADABLE_REPLY
    return Notice.NO_QUESTION if any(map(str.isalnum, text)) else Notice.HELP


async def setup(bot: GatewiseBot) -> None:
    """Add the listener. discord.py calls this when it loads the cog."""
    await bot.add_cog(Mention(bot))
