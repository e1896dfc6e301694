"""A "thinking" that everybody sees can be taken back, and the asker told alone."""

from sandbox.discord import State
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import tiny_bot


async def test_a_follow_up_after_the_thinking_was_deleted_is_a_message_of_its_own() -> None:
    async with checked() as stand_in, tiny_bot(stand_in) as bot:
        handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
        await bot.until(lambda: bool(bot.ignored))
        (asked,) = bot.ignored
        await asked.response.defer(thinking=True)
        await asked.delete_original_response()
        assert handle.state is State.THINKING
        assert not stand_in.messages(stand_in.general)
        await asked.followup.send("for you", ephemeral=True)
        message = await handle.answer()
        assert (message.content, message.is_ephemeral) == ("for you", True)
        assert not stand_in.messages(stand_in.general, seen_by=stand_in.carol)
