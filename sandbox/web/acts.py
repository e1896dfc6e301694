"""What a member can do from the page. Each act is checked as Discord's own client would."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from sandbox.discord import ClientRefused, Handle, StandIn, State
from sandbox.discord.command_rules import OptionType
from sandbox.discord.invocations import Value
from sandbox.discord.json_types import Json
from sandbox.discord.menus import Choice, find_menu
from sandbox.discord.modal_rules import fields
from sandbox.discord.modals import Filled
from sandbox.discord.things import Channel, ComponentType, Message, User
from sandbox.web.options import values_of
from sandbox.web.reading import id_of, named_thing, text_of, texts_of
from sandbox.web.view import View

WITHIN = 5.0  # real seconds; Discord itself gives up after three
FORMS = 20  # open modals that are remembered

# What stands behind the choices of each kind of menu.
_BEHIND = {
    ComponentType.USER_SELECT: OptionType.USER,
    ComponentType.ROLE_SELECT: OptionType.ROLE,
    ComponentType.MENTIONABLE_SELECT: OptionType.MENTIONABLE,
    ComponentType.CHANNEL_SELECT: OptionType.CHANNEL,
}


class Acts:
    """Do what one member asks, and say what their client would show next."""

    def __init__(self, discord: StandIn, view: View) -> None:
        self._discord = discord
        self._view = view
        self._user = view.user
        self._forms: OrderedDict[str, Handle] = OrderedDict()
        self._known: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "open": self._open,
            "say": self._say,
            "use": self._use,
            "suggest": self._suggest,
            "app": self._app,
            "press": self._press,
            "choose": self._choose,
            "submit": self._submit,
        }

    async def do(self, asked: Json) -> Json:
        """Do one thing. Raises ClientRefused, ApiRefusal and TimeoutError."""
        act = self._known.get(text_of(asked, "do"))
        if act is None:
            raise ClientRefused("there is no such act")
        return await act(asked)

    async def _open(self, asked: Json) -> Json:
        return self._view.opened(self._channel(asked))

    async def _say(self, asked: Json) -> Json:
        channel = self._channel(asked)
        quoted = self._message(asked, channel, "reply_to") if asked.get("reply_to") else None
        self._discord.people.say(self._user, channel, text_of(asked, "text"), reply_to=quoted)
        return {}

    async def _use(self, asked: Json) -> Json:
        channel, path, values = self._typed(asked)
        return await self._shown(self._discord.people.slash(self._user, channel, path, **values))

    async def _suggest(self, asked: Json) -> Json:
        channel, path, values = self._typed(asked)
        handle = self._discord.people.autocomplete(self._user, channel, path, **values)
        await _settled(handle)
        is_late = handle.state is State.FAILED
        return {"state": handle.state, "choices": [] if is_late else handle.interaction.choices}

    async def _app(self, asked: Json) -> Json:
        channel, name = self._channel(asked), text_of(asked, "name")
        people = self._discord.people
        if asked.get("kind") == "user":
            target = named_thing(OptionType.USER, text_of(asked, "target"), channel)
            if not isinstance(target, User):
                raise ClientRefused("that is nobody")
            return await self._shown(people.user_command(self._user, channel, name, target))
        message = self._message(asked, channel, "target")
        return await self._shown(people.message_command(self._user, channel, name, message))

    async def _press(self, asked: Json) -> Json:
        message = self._message(asked, self._channel(asked), "message")
        custom_id = text_of(asked, "custom_id")
        return await self._shown(self._discord.people.click(self._user, message, custom_id))

    async def _choose(self, asked: Json) -> Json:
        channel = self._channel(asked)
        message = self._message(asked, channel, "message")
        custom_id = text_of(asked, "custom_id")
        values = _choices(find_menu(message, custom_id), texts_of(asked, "values"), channel)
        handle = self._discord.people.select(self._user, message, custom_id, *values)
        return await self._shown(handle)

    async def _submit(self, asked: Json) -> Json:
        form = self._forms.get(text_of(asked, "form"))
        if form is None or form.interaction.modal is None:
            raise ClientRefused("this form is closed")
        values = _filled(form.interaction.modal, asked.get("values"), form.interaction.channel)
        return await self._shown(self._discord.people.submit(form, values))

    async def _shown(self, handle: Handle) -> Json:
        """Return what the member's client shows first: an answer, a form, or that it failed."""
        await _settled(handle)
        told: Json = {"state": handle.state, "id": str(handle.interaction.id)}
        if handle.state is State.MODAL:
            self._forms[told["id"]] = handle
            if len(self._forms) > FORMS:
                self._forms.popitem(last=False)
            told["modal"] = handle.interaction.modal
        return told

    def _typed(self, asked: Json) -> tuple[Channel, str, dict[str, Value]]:
        """Return a command that stands in the message box, and where."""
        channel, path = self._channel(asked), text_of(asked, "path")
        commands = list(self._discord.people.commands(self._user, channel))
        given, uploads = asked.get("options"), self._discord.uploads
        return channel, path, values_of(commands, path, given, channel, uploads)

    def _channel(self, asked: Json) -> Channel:
        channel = self._discord.world.channels.get(id_of(asked, "channel"))
        if channel is None or not self._view.sees(channel):
            raise ClientRefused("there is no such channel")
        return channel

    def _message(self, asked: Json, channel: Channel, name: str) -> Message:
        message = channel.messages.get(id_of(asked, name))
        if message is None or not message.is_visible_to(self._user):
            raise ClientRefused("this message is gone")
        return message


async def _settled(handle: Handle) -> None:
    """Wait until the bot said anything, or Discord gave up on it."""
    await handle.until(lambda seen: seen.state is not State.WAITING, WITHIN)


def _choices(menu: Json, values: list[str], channel: Channel) -> tuple[Choice, ...]:
    behind = _BEHIND.get(menu["type"])
    if behind is None:
        return tuple(values)
    return tuple(named_thing(behind, value, channel) for value in values)


def _filled(modal: Json, given: object, channel: Channel) -> dict[str, Filled]:
    """Return what was filled into each field. Raises ClientRefused."""
    if not isinstance(given, dict):
        raise ClientRefused("values must be an object")
    known = {str(field["custom_id"]): field for field in fields(modal)}
    filled: dict[str, Filled] = {}
    for name, value in given.items():
        if name not in known:
            raise ClientRefused("the form has no such field")
        is_text = known[name]["type"] == ComponentType.TEXT_INPUT
        kind, key = (text_of, texts_of)[not is_text], str(name)
        read = kind({key: value}, key)
        filled[key] = read if isinstance(read, str) else _choices(known[name], read, channel)
    return filled
