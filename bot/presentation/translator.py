"""Names and descriptions of commands in the languages we have."""

import discord
from discord import app_commands

from bot.presentation.words import say, surface_texts


def command_text(message: str) -> app_commands.locale_str:
    """Return a command's text in English, ready to be said in other languages."""
    return app_commands.locale_str(say("en", message), message=message)


class TextsTranslator(app_commands.Translator):
    """Looks command texts up in the surface's texts."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the port has it
    ) -> str | None:
        """Return the text in that language, or None where English has to do."""
        message = string.extras.get("message")
        language = surface_texts().negotiate(locale.value)
        if message is None or not locale.value.startswith(language) or language == "en":
            return None
        translated = say(locale.value, message)
        return None if translated == string.message else translated
