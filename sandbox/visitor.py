"""The people at the terminal: alice runs the server, bob is a member. Each line is one act."""

from collections.abc import Iterable

from sandbox.discord import ClientRefused, NoAnswer, StandIn
from sandbox.discord.handles import Handle, State
from sandbox.discord.json_types import Json
from sandbox.discord.menus import Choice
from sandbox.discord.modal_rules import fields
from sandbox.discord.things import Channel, ComponentType, Message, Role, User
from sandbox.screen import Screen
from sandbox.sites import SITES, Running
from sandbox.town import NoSuchHouse, Town
from sandbox.town.modes import HEALTHY
from sandbox.typed import find_named, read_command, values_of

WITHIN = 40.0  # seconds to wait for an answer
DONE = (State.ANSWERED, State.FAILED, State.MODAL)
HELP = """\
Type as you would in Discord, then Enter. You are alice, an admin; bob is a member.
  /isitdown github.com                  any command, options as name:value, in any order
  /watch add target:… channel:#status   channels by #name, roles by @name: @on-call
  is github down?                       a sentence, as a mention of the bot
  press Details                         a button, by its label: the newest message that has it
  choose <menu> <value>                 a choice of a menu; several with commas between
  fill <text>                           the form that opened
  use Is this down?                     an app's command on the last message
  as bob /history                       as somebody else; `as bob` alone: from now on
  look #status                          all of a channel
  break fine, mend fine                 switch one of the sites above, or of the town: shop.test
  help, quit"""


class Visitor:
    """Does what a line says, and shows what comes of it."""

    def __init__(
        self, discord: StandIn, sites: dict[str, Running], screen: Screen, town: Town
    ) -> None:
        self.sites = sites
        self._discord = discord
        self._town = town
        self._screen = screen
        self._user = discord.alice
        self._form: Handle | None = None

    async def type(self, line: str, *, is_echoed: bool = True) -> None:
        """Do what a line says; say so where Discord would refuse it."""
        if is_echoed:
            self._screen.print(f"\n{self._user.name}: {line}")
        try:
            await self._do(line)
        except (ClientRefused, NoAnswer) as trouble:
            self._screen.print(f"Discord: {trouble}")
        except TimeoutError:
            self._screen.print("Discord: nothing came back.")

    async def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        rest = rest.strip()
        match word:
            case _ if word.startswith("/"):
                await self._command(line)
            case "as" if rest:
                await self._as_somebody(rest)
            case "press" if rest:
                await self._press(rest)
            case "choose" if rest:
                await self._choose(rest)
            case "fill":
                await self._fill(rest)
            case "use" if rest:
                await self._use(rest)
            case "look":
                self._screen.channel(self._channel(rest or "#general"))
            case "break" | "mend" if rest:
                await self._switch(rest, is_broken=word == "break")
            case "help":
                self._screen.print(HELP)
            case _:
                await self._say(line)

    async def _command(self, line: str) -> None:
        people, here = self._discord.people, self._discord.general
        typed = read_command(line, people.commands(self._user, here))
        values = await values_of(typed, self._discord, self._user, here, WITHIN)
        await self._await(people.slash(self._user, here, typed.path, **values))

    async def _as_somebody(self, rest: str) -> None:
        name, _, line = rest.partition(" ")
        found = find_named(name, self._discord.general)
        if not isinstance(found, User):
            raise ClientRefused(f"{name} is no member")
        before, self._user = self._user, found
        if not line:
            self._screen.print(f"You are {found.name} now.")
            return
        try:
            await self._do(line.strip())
        finally:
            self._user = before

    async def _press(self, label: str) -> None:
        for message in self._seen():
            for button in message.buttons:
                if label.casefold() == (button.label or "").casefold() and button.custom_id:
                    click = self._discord.people.click(self._user, message, button.custom_id)
                    await self._await(click)
                    return
        last = next((message for message in self._seen() if message.buttons), None)
        labels = ", ".join(button.label or "?" for button in last.buttons) if last else "none"
        raise ClientRefused(f"there is no button {label}; there are: {labels}")

    async def _choose(self, rest: str) -> None:
        message = next((message for message in self._seen() if message.menus), None)
        for menu in message.menus if message else ():
            values = _values(menu, _without_name(menu, rest), self._discord.general)
            if message and values:
                menu_id = str(menu["custom_id"])
                select = self._discord.people.select(self._user, message, menu_id, *values)
                await self._await(select)
                return
        menus = "\n".join(f"  {_about(menu)}" for menu in (message.menus if message else ()))
        raise ClientRefused(f"no menu offers {rest}; there are:\n{menus or '  none'}")

    async def _fill(self, text: str) -> None:
        if self._form is None or self._form.interaction.modal is None:
            raise ClientRefused("no form is open")
        first, *_ = fields(self._form.interaction.modal)
        await self._await(self._discord.people.submit(self._form, {first["custom_id"]: text}))

    async def _use(self, name: str) -> None:
        here = self._discord.general
        there = [one for one in self._discord.messages(here) if not one.is_ephemeral]
        if not there:
            raise ClientRefused("there is no message yet")
        await self._await(self._discord.people.message_command(self._user, here, name, there[-1]))

    async def _say(self, line: str) -> None:
        text = f"{self._discord.bot.mention} {line}"
        said = self._discord.people.say(self._user, self._discord.general, text)
        await said.answer(WITHIN)
        self._screen.catch_up()

    async def _await(self, handle: Handle) -> None:
        """Wait for the answer; the screen shows it as it shows everything."""
        await handle.until(lambda seen: seen.state in DONE, WITHIN)
        if handle.state is State.MODAL:
            self._form = handle
            self._screen.print(_form(handle.interaction.modal or {}))
            return
        answer = await handle.answer(WITHIN)
        self._screen.catch_up()
        if answer is not self._screen.shown[-1]:
            self._screen.show(answer)

    def _seen(self) -> Iterable[Message]:
        """Yield what this person sees of what was shown, newest first."""
        for message in reversed(self._screen.shown):
            if message.id in message.channel.messages and message.is_visible_to(self._user):
                yield message

    def _channel(self, name: str) -> Channel:
        found = find_named(name, self._discord.general)
        if not isinstance(found, Channel):
            raise ClientRefused(f"{name} is no channel")
        return found

    async def _switch(self, name: str, *, is_broken: bool) -> None:
        """Break a site in its own way, or with a 502 where it has none; or mend it."""
        if name.endswith(".test"):
            await self._switch_house(name, "502" if is_broken else HEALTHY)
            return
        site = self.sites.get(name)
        if site is None or not site.is_switchable:
            names = (name for name, one in self.sites.items() if one.is_switchable)
            raise ClientRefused(f"there is no site {name} to switch; there are: {', '.join(names)}")
        broken = SITES["502"] if name == "fine" else SITES[name]
        site.switch.site = broken if is_broken else SITES["fine"]
        self._screen.print(f"{site.url} is {'broken' if is_broken else 'fine'} now.")

    async def _switch_house(self, name: str, mode: str) -> None:
        try:
            house = await self._town.switch(name, mode)
        except NoSuchHouse:
            raise ClientRefused(f"there is no {name} in the town") from None
        self._screen.print(f"{house.url} now: {house.mode.title}.")


def _without_name(menu: Json, rest: str) -> str:
    """Return what was typed without the menu's name, where it begins with it."""
    for name in (str(menu.get("placeholder") or ""), str(menu["custom_id"])):
        if name and rest.casefold().startswith(f"{name.casefold()} "):
            return rest[len(name) :].strip()
    return rest


def _values(menu: Json, text: str, here: Channel) -> list[Choice]:
    """Return what a menu offers of a text; nothing where a part of it is not offered."""
    parts = [part.strip() for part in text.split(",")] if menu.get("max_values", 1) > 1 else [text]
    if menu["type"] == ComponentType.STRING_SELECT:
        found = [_option(menu["options"], part) for part in parts]
        return [] if None in found else [value for value in found if value is not None]
    wanted = {ComponentType.CHANNEL_SELECT: ("#", Channel), ComponentType.ROLE_SELECT: ("@", Role)}
    mark, kind = wanted.get(menu["type"], ("@", User))
    if not all(part.startswith(mark) for part in parts):
        return []
    named = [find_named(part, here) for part in parts]
    return [one for one in named if isinstance(one, kind)]


def _option(options: list[Json], text: str) -> str | None:
    """Return the value of the option of that name, else of the first that contains it."""
    wanted = text.casefold()
    exact = [str(one["value"]) for one in options if str(one["label"]).casefold() == wanted]
    near = [str(one["value"]) for one in options if wanted in str(one["label"]).casefold()]
    return next(iter([*exact, *near]), None)


def _about(menu: Json) -> str:
    offered = [str(option["label"]) for option in menu.get("options") or []]
    kinds = {ComponentType.CHANNEL_SELECT: "#channels", ComponentType.ROLE_SELECT: "@roles"}
    return f"{menu.get('placeholder') or '?'}: {', '.join(offered) or kinds.get(menu['type'], '')}"


def _form(modal: Json) -> str:
    """Return a form in words."""
    parts = [part for part in modal.get("components") or [] if part.get("label")]
    lines = [f"  {part['label']} {part.get('description') or ''}".rstrip() for part in parts]
    held = [str(field["value"]) for field in fields(modal) if field.get("value")]
    there = [f"  (There is: {', '.join(held)})"] if held else []
    return "\n".join([f"\n[form: {modal.get('title', '')}]", *lines, *there, "  Type: fill <text>"])
