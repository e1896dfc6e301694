"""A mention of the bot with a question: "@Gatewise is github down?"."""

from discord import Guild, Locale, Message
from discord.ext import commands

from bot.asking.answer import Answer, Asker
from bot.client import GatewiseBot
from bot.explanations import explain
from bot.presentation.meanings import render_error
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from cogs.desk import Desk, settled
from cogs.reading import is_addressed, strip_markup

TYPING_AFTER = 0.8  # seconds until we show that we are on it
# Replies that needed no look cost the asker no budget; more than these a minute meet silence.
FREE_REPLIES = 3


class Mention(commands.Cog):
    """Answers members who write to the bot by name."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot
        self._desk = Desk(bot.rooms, bot.delivery)
        self._free = commands.CooldownMapping.from_cooldown(
            FREE_REPLIES, 60.0, commands.BucketType.user
        )

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        """Answer a person who wrote to us."""
        if message.author.bot or self._bot.user is None:
            return
        if not is_addressed(message, self._bot.user.id):
            return
        text = strip_markup(message.content)
        question = self._desk.find_question([text])
        if question is not None:
            await self._answer(message, question)
        elif not self._free.update_rate_limit(message):
            reply = render_without_look(text, locale_of(message.guild).value)
            await self._desk.delivery.reply(message, reply)

    async def _answer(self, message: Message, question: str) -> None:
        asker = Asker(
            user_id=message.author.id, guild_id=message.guild.id if message.guild else None
        )
        async with self._desk.asked(question, asker) as look:
            if not await settled(look, TYPING_AFTER):
                await self._desk.delivery.show_typing(message.channel)
            outcome = await look
            if not isinstance(outcome, Answer) and self._free.update_rate_limit(message):
                return
            reply = self._desk.render(outcome, asker, locale_of(message.guild))
            await self._desk.delivery.reply(message, reply)


def render_without_look(text: str, locale: str) -> Rendered:
    """Render the reply to a mention that names nothing to look at: an error, or how to ask."""
    found = explain(text, locale) if text else None
    if found is not None:
        return render_error(found, text, locale)
    return render_notice(Notice.NO_QUESTION if text else Notice.HELP, locale)


def locale_of(guild: Guild | None) -> Locale:
    """Return the language to answer a message in: messages do not carry their author's."""
    return Locale.american_english if guild is None else guild.preferred_locale


async def setup(bot: GatewiseBot) -> None:
    """Add the listener. discord.py calls this when it loads the cog."""
    await bot.add_cog(Mention(bot))
