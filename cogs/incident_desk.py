"""What people do about incidents, from Discord and back. Shared by buttons and commands."""

from collections.abc import Awaitable, Callable

from bot.client import GatewiseBot
from bot.presentation.incident_ids import IncidentButton, IncidentPress
from bot.presentation.incidents import (
    render_deed,
    render_empty_note,
    render_follow,
    render_gone,
    render_kept,
    render_noted,
    render_question,
)
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.watching.ports import Act
from bot.watching.responding import Member, is_open
from cogs.answering import answer_in_place, answer_in_private
from cogs.desk import Interaction
from cogs.rights import is_manager, member_of

ACTS = {
    IncidentButton.KNOW: Act.ACKNOWLEDGED,
    IncidentButton.MUTE: Act.MUTED,
    IncidentButton.RETRACT: Act.RETRACTED,
}
# These put their answer in the place of the question, which everybody's message must never be.
UNDER_OUR_QUESTION = frozenset({IncidentButton.RETRACT, IncidentButton.KEEP})
Answering = Callable[[Member], Awaitable[Rendered]]


class IncidentDesk:
    """Checks who asks, lets it be done, and answers in private."""

    def __init__(self, bot: GatewiseBot, interaction: Interaction) -> None:
        self._responding = bot.rooms.responding
        self._delivery = bot.delivery
        self._interaction = interaction
        self._locale = interaction.locale.value

    async def press(self, press: IncidentPress) -> None:
        """Answer a press of a button under an announcement, or under our question."""
        if press.button in UNDER_OUR_QUESTION and not self._is_on_private_message():
            outdated = render_notice(Notice.OUTDATED, self._locale)
            await self._delivery.respond(self._interaction, outdated)
            return
        match press.button:
            case IncidentButton.FOLLOW:
                await self._answer(lambda member: self._follow(press, member))
            case IncidentButton.FALSE:
                await self._answer(lambda member: self._ask(press, member), is_managers=True)
            case IncidentButton.KEEP:
                await self._delivery.update(self._interaction, render_kept(self._locale))
            case IncidentButton.KNOW | IncidentButton.MUTE | IncidentButton.RETRACT:
                act = ACTS[press.button]
                await self._answer(
                    lambda member: self._act(press, act, member),
                    is_managers=True,
                    is_in_place=press.button in UNDER_OUR_QUESTION,
                )

    async def respond(self, public_id: str, act: Act) -> None:
        """Answer a command about one incident."""

        async def work(member: Member) -> Rendered:
            deed = await self._responding.act(public_id, act, member)
            return render_deed(deed, act, member.user_id, self._locale, is_press=False)

        await self._answer(work, is_managers=True)

    async def note(self, public_id: str, text: str) -> None:
        """Answer a command that adds a human update."""

        async def work(member: Member) -> Rendered:
            if not text.strip():
                return render_empty_note(self._locale)
            deed = await self._responding.note(public_id, text, member)
            return render_noted(deed, self._locale)

        await self._answer(work, is_managers=True)

    def _is_on_private_message(self) -> bool:
        message = self._interaction.message
        return message is not None and message.flags.ephemeral

    async def _act(self, press: IncidentPress, act: Act, member: Member) -> Rendered:
        deed = await self._responding.press(press.announcement_id, act, member)
        return render_deed(deed, act, member.user_id, self._locale, is_press=True)

    async def _follow(self, press: IncidentPress, member: Member) -> Rendered:
        deed = await self._responding.follow(press.announcement_id, member)
        return render_follow(deed, self._locale)

    async def _ask(self, press: IncidentPress, member: Member) -> Rendered:
        """Ask for a second thought, where there is something left to call false."""
        stories = await self._responding.announced(press.announcement_id, member)
        if stories is None:
            return render_gone(self._locale, is_press=True)
        count = sum(map(is_open, stories))
        if not count:
            return await self._act(press, Act.RETRACTED, member)
        return render_question(count, press.nonce, self._locale)

    async def _answer(
        self, work: Answering, *, is_managers: bool = False, is_in_place: bool = False
    ) -> None:
        """Check who asks, do, and say what came of it; `is_in_place`: over our question."""
        member = member_of(self._interaction)
        if member is None:
            await self._delivery.respond(
                self._interaction, render_gone(self._locale, is_press=True)
            )
        elif is_managers and not is_manager(self._interaction):
            managers_only = render_notice(Notice.NO_PERMISSION, self._locale)
            await self._delivery.respond(self._interaction, managers_only)
        else:
            answer = answer_in_place if is_in_place else answer_in_private
            await answer(self._interaction, lambda: work(member))
