"""Whatever can be pressed, chosen or filled in behind a command: all of it, to its last panel."""

import re
from collections.abc import Awaitable
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.discord import Handle, StandIn, State
from sandbox.discord.json_types import Json
from sandbox.discord.things import Message
from tests.browser.conftest import WITHIN, Visit
from tests.browser.in_town import place, settings, town  # noqa: F401 - fixtures
from tests.browser.test_presses import press
from tests.browser.test_states import last
from tests.surface.conftest import Scene

Path = tuple[str, ...]  # of controls, one after another
PASSING = re.compile(r"[0-9a-f]{12,}|\d{10,}")  # what is another each time a command is used
PAUSE = 30  # seconds
SETTLED = (State.ANSWERED, State.MODAL)
FAULTS = re.compile("older version|went wrong|can't reach our memory")
FILE = '[{"target": "game.test", "channel": CHANNEL}]'

# What is offered behind a command, at least.
BEHIND = {
    "/isitdown target:shop.test": ("Check again", "Details", "Same here", "Works for me", "Slow"),
    "/isitdown target:apple": ("Check iCloud", "Check iMessage", "Details"),
    "/explain error:502": ("The whole story",),
    "/history target:The Shop": ("24 hours", "90 days", "Response times", "Export"),
    "/history ": ("24 hours", "90 days"),
    "/settings ": (
        "Time zone",
        "Quiet hours",
        "Pings, threads and events",
        "How long we keep things",
    ),
    "/privacy ": ("Forget me", "Delete everything about this server"),
    "/watch list ": ("Last changes",),
    "/watch add target:game.test channel:#status": ("Save", "Cancel"),
    "/watch remove watch:The Shop": ("Remove it", "Keep it"),
    f"/watch import text:{FILE}": ("Save", "Cancel"),
}


@dataclass(slots=True, kw_only=True)
class Explorer:
    """Somebody who tries everything once."""

    page: Page
    discord: StandIn
    command: str
    seen: dict[str, Path] = field(default_factory=dict)
    touched: dict[str, str] = field(default_factory=dict)  # with what stands on it

    async def explore(self) -> None:
        """Touch every control of the command's answer, and of what each of them leads to."""
        await self.follow(())
        while left := [key for key in self.seen if key not in self.touched]:
            await self.follow((*self.seen[left[0]], left[0]))
            assert left[0] in self.touched, f"{left[0]} is gone"

    async def follow(self, path: Path) -> None:
        """Go a way again, and on from there while there is anything new."""
        message = await self.use()
        gone: Path = ()
        for key in path:
            if key not in self.offered(message, gone):
                return
            message, gone = await self.touch(message, key), (*gone, key)
        while new := [key for key in self.offered(message, gone) if key not in self.touched]:
            # What ends something is the first button: the others go first.
            message, gone = await self.touch(message, new[-1]), (*gone, new[-1])

    def offered(self, message: Message, gone: Path) -> dict[str, Json]:
        """Return what a message offers; note the way to what was never seen."""
        found = {nameless(part["custom_id"]): part for part in controls(message)}
        for key in found:
            self.seen.setdefault(key, gone)
        return found

    async def use(self) -> Message:
        """Send the command afresh, as if some time had passed: nobody may ask too often."""
        self.discord.advance(PAUSE)
        box = self.page.get_by_label("Message #general")
        await box.fill(self.command)
        return await self.answer_to(box.press("Enter"))

    async def touch(self, message: Message, key: str) -> Message:
        """Press a button or choose from a menu; send the form that may open."""
        part = self.offered(message, ())[key]
        self.touched[key] = str(part.get("label") or part.get("placeholder"))
        shown = self.page.locator(f"#message-{message.id}")
        control = shown.locator(f'[data-key="{part["custom_id"]}"]')
        if part["type"] == 2:
            answer = await self.answer_to(control.click())
        else:
            answer = await self.answer_to(self.choose(control))
        if self.newest.state is not State.MODAL:
            return answer
        form = self.page.get_by_role("dialog")
        await expect(form).to_be_visible()
        for asked_for in await form.locator("input:invalid").all():
            await asked_for.fill("delete everything")
        return await self.answer_to(form.get_by_role("button", name="Submit").click())

    async def choose(self, menu: Locator) -> None:
        await menu.click()
        is_last = "!document.activeElement.nextSibling.lastChild.matches('[aria-selected=true]')"
        await self.page.keyboard.press("End" if await self.page.evaluate(is_last) else "Home")
        await self.page.keyboard.press("Enter")
        await self.page.keyboard.press("Escape")

    async def answer_to(self, act: Awaitable[None]) -> Message:
        """Do something; return the message that the bot changed or wrote for it."""
        before = len(self.asked)
        await act
        await self.discord.until(lambda: len(self.asked) > before, within=WITHIN / 1000)
        handle = self.newest
        await handle.until(lambda seen: seen.state in SETTLED)
        message = handle.visible[-1] if handle.visible else handle.interaction.source
        assert message is not None
        assert not FAULTS.search(message.text)
        return message

    @property
    def newest(self) -> Handle:
        """What this person did last, through their eyes."""
        found = self.discord.core.interactions.find(int(self.asked[-1]["id"]))
        assert found is not None
        return Handle(self.discord.core, found)

    @property
    def asked(self) -> list[Json]:
        """What the bot was told of this person's doings, but for half-typed options."""
        events = [one for one in self.discord.recorder.events if one.name == "INTERACTION_CREATE"]
        return [one.data for one in events if one.data["type"] != 4]


def controls(message: Message) -> list[Json]:
    return [part for part in message.parts() if part.get("custom_id")]


def nameless(custom_id: str) -> str:
    return PASSING.sub("*", custom_id)


@pytest.mark.parametrize("command", BEHIND)
async def test_everything_behind_a_command_answers(
    visit: Visit, scene: Scene, command: str
) -> None:
    page = await visit()
    await page.get_by_label("Message #general").fill(
        "/watch add target:shop.test name:The Shop channel:#status"
    )
    await page.keyboard.press("Enter")
    await press(last(page), "Save")
    await expect(page.get_by_role("article").last).to_contain_text("Saved")
    typed = command.replace("CHANNEL", str(scene.discord.status.id))
    explorer = Explorer(page=page, discord=scene.discord, command=typed)
    await explorer.explore()
    assert set(explorer.touched.values()) >= set(BEHIND[command])
    await expect(page.get_by_text("This interaction failed")).to_have_count(0)
    await expect(page.get_by_role("dialog")).to_have_count(0)
