"""People: what members do in their Discord client, and what that client would refuse."""

from collections.abc import Iterator, Mapping

from sandbox.discord.command_rules import CommandType
from sandbox.discord.commands import Command, Context, Install
from sandbox.discord.core import Core
from sandbox.discord.handles import Handle, Saying
from sandbox.discord.interactions import Interaction, Kind
from sandbox.discord.invocations import (
    ClientRefused,
    Value,
    data_of,
    interaction_payload,
    resolve,
)
from sandbox.discord.json_types import Json
from sandbox.discord.limits import CONTENT
from sandbox.discord.menus import Choice, chosen, find_menu
from sandbox.discord.modals import Filled, filled_in
from sandbox.discord.permissions import Permission, sending_in
from sandbox.discord.things import (
    LINK_BUTTON,
    Button,
    Channel,
    ComponentType,
    Message,
    User,
)

__all__ = ["ClientRefused", "People"]


class People:
    """Act as any user. Everything reaches the bot through its websocket."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def dm(self, user: User) -> Channel:
        """Open the person's direct messages with the bot."""
        return self._core.world.dm(user)

    def install(self, user: User) -> None:
        """Add the app to a person's account: they can use it everywhere."""
        user.has_installed_app = True

    def slash(self, user: User, channel: Channel, command: str, /, **options: Value) -> Handle:
        """Send a slash command such as `"/watch add"`."""
        found, words = self._find_chat(user, channel, command)
        data = data_of(found, words, options, channel, typing=False)
        return self._use(Kind.COMMAND, user, channel, data, found)

    def autocomplete(
        self, user: User, channel: Channel, command: str, /, **options: Value
    ) -> Handle:
        """Type into a slash command; the last option given is the one being typed."""
        found, words = self._find_chat(user, channel, command)
        data = data_of(found, words, options, channel, typing=True)
        return self._use(Kind.AUTOCOMPLETE, user, channel, data, found)

    def message_command(self, user: User, channel: Channel, name: str, message: Message) -> Handle:
        """Right-click a message and choose an app's command."""
        command = self._find(user, channel, CommandType.MESSAGE, name)
        self._check_sees(user, message)
        target = self._core.messages.payload(message)
        data = self._target_data(command, message.id)
        data["resolved"] = {"messages": {str(message.id): target}}
        return self._use(Kind.COMMAND, user, channel, data, command)

    def user_command(self, user: User, channel: Channel, name: str, target: User) -> Handle:
        """Right-click a person and choose an app's command."""
        command = self._find(user, channel, CommandType.USER, name)
        data = self._target_data(command, target.id)
        resolve(target, channel, data.setdefault("resolved", {}))
        return self._use(Kind.COMMAND, user, channel, data, command)

    def click(self, user: User, message: Message, button: str) -> Handle:
        """Press a button, named by its label or its custom id."""
        self._check_sees(user, message)
        found = _button(message, button)
        if found.is_disabled:
            raise ClientRefused(f"the button {button} is disabled")
        if found.style == LINK_BUTTON or found.custom_id is None:
            raise ClientRefused(f"the button {button} opens a page and tells the bot nothing")
        data: Json = {"custom_id": found.custom_id, "component_type": int(ComponentType.BUTTON)}
        return self._touch(user, message, data)

    def select(self, user: User, message: Message, custom_id: str, *values: Choice) -> Handle:
        """Choose from a menu: texts, or the channels, roles or users themselves."""
        self._check_sees(user, message)
        menu = find_menu(message, custom_id)
        data: Json = {"custom_id": custom_id, "component_type": menu["type"]}
        return self._touch(user, message, data | chosen(menu, message.channel, values))

    def submit(self, handle: Handle, values: Mapping[str, Filled] | None = None) -> Handle:
        """Fill in the modal that an interaction was answered with, by custom id, and send it."""
        opened = handle.interaction
        if opened.modal is None:
            raise ClientRefused("no modal is open")
        data = filled_in(opened.modal, opened.channel, values or {})
        opened.modal = None
        sent = self._core.interactions.open(
            Kind.MODAL,
            opened.user,
            opened.channel,
            data,
            context=opened.context,
            installs=opened.installs,
            source=opened.source,
            opener=opened,
        )
        return self._send(sent)

    def say(
        self, user: User, channel: Channel, text: str, *, reply_to: Message | None = None
    ) -> Saying:
        """Write a message."""
        if not self._may_write(user, channel):
            raise ClientRefused(f"{user.name} may not write there")
        if not 0 < len(text.strip()) <= CONTENT:
            raise ClientRefused(f"a message has 1 to {CONTENT} characters")
        body: Json = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        message = self._core.messages.compose(channel, user, body)
        return Saying(self._core, self._core.messages.post(message))

    def delete(self, user: User, message: Message) -> None:
        """Delete a message: one's own, or any as a moderator."""
        self._check_sees(user, message)
        moderates = self._core.world.can(user, message.channel, Permission.MANAGE_MESSAGES)
        if message.author is not user and not moderates:
            raise ClientRefused(f"{user.name} may not delete this message")
        self._core.messages.delete(message)

    def commands(self, user: User, channel: Channel) -> Iterator[Command]:
        """Yield the commands that this person's client lists here. Raises ClientRefused."""
        if not self._core.world.can(user, channel, Permission.USE_APPLICATION_COMMANDS):
            raise ClientRefused(f"{user.name} may not use commands there")
        context, installs = self._place(user, channel)
        guild_id = (
            channel.guild.id if self._core.world.has_bot(channel.guild) and channel.guild else None
        )
        for command in self._core.commands.usable(guild_id):
            if command.fits(context, installs) and self._is_allowed(user, channel, command):
                yield command

    def _may_write(self, user: User, channel: Channel) -> bool:
        """Whether somebody may write in a channel; in a locked thread only moderators may."""
        thread, can = channel.thread, self._core.world.can
        if thread is not None and thread.is_locked:
            return can(user, channel, Permission.MANAGE_THREADS)
        return can(user, channel, sending_in(channel))

    def _find_chat(self, user: User, channel: Channel, typed: str) -> tuple[Command, list[str]]:
        name, *words = typed.removeprefix("/").split()
        return self._find(user, channel, CommandType.CHAT_INPUT, name), words

    def _find(self, user: User, channel: Channel, kind: CommandType, name: str) -> Command:
        for command in self.commands(user, channel):
            if (command.kind, command.name) == (kind, name):
                return command
        raise ClientRefused(f"{user.name} sees no command {name} here")

    def _is_allowed(self, user: User, channel: Channel, command: Command) -> bool:
        needed = command.body.get("default_member_permissions")
        if needed is None or channel.guild is None:
            return True
        held = self._core.world.permissions(user, channel)
        mask = int(needed) or int(Permission.ADMINISTRATOR)
        return held & mask == mask

    def _place(self, user: User, channel: Channel) -> tuple[Context, frozenset[Install]]:
        """Say where this is, and through which installs the bot is reachable."""
        installs = {Install.USER} if user.has_installed_app else set()
        if channel.guild is None or self._core.world.has_bot(channel.guild):
            installs.add(Install.GUILD)
        context = Context.GUILD if channel.guild is not None else Context.BOT_DM
        return context, frozenset(installs)

    def _target_data(self, command: Command, target_id: int) -> Json:
        data: Json = {"id": str(command.id), "name": command.name, "type": int(command.kind)}
        return {**data, "target_id": str(target_id)}

    def _use(
        self, kind: Kind, user: User, channel: Channel, data: Json, command: Command
    ) -> Handle:
        context, installs = self._place(user, channel)
        ways = command.body.get("integration_types") or [Install.GUILD]
        used = frozenset(way for way in installs if way in ways)
        opened = self._core.interactions.open(
            kind, user, channel, data, context=context, installs=used
        )
        return self._send(opened)

    def _touch(self, user: User, message: Message, data: Json) -> Handle:
        context, installs = self._place(user, message.channel)
        opened = self._core.interactions.open(
            Kind.COMPONENT,
            user,
            message.channel,
            data,
            context=context,
            installs=installs,
            source=message,
        )
        return self._send(opened)

    def _send(self, opened: Interaction) -> Handle:
        payload = interaction_payload(self._core, opened)
        guild_id = opened.channel.guild.id if opened.channel.guild else None
        self._core.sessions.dispatch("INTERACTION_CREATE", payload, guild_id=guild_id)
        return Handle(self._core, opened)

    def _check_sees(self, user: User, message: Message) -> None:
        channel = message.channel
        here = message.id in channel.messages and message.is_visible_to(user)
        if not here or not self._core.world.can(user, channel, Permission.VIEW_CHANNEL):
            raise ClientRefused(f"{user.name} does not see this message")


def _button(message: Message, wanted: str) -> Button:
    for button in message.buttons:
        if wanted in (button.label, button.custom_id):
            return button
    labels = ", ".join(button.label or "?" for button in message.buttons) or "none"
    raise ClientRefused(f"there is no button {wanted}; there are: {labels}")
