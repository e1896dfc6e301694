"""Interactions: what a person asked of the bot, and what the bot may still answer."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum

from sandbox.discord.changes import Changes
from sandbox.discord.command_rules import CommandType, OptionType, check_choice
from sandbox.discord.commands import Context, Install
from sandbox.discord.json_types import Json
from sandbox.discord.limits import check_message
from sandbox.discord.messages import Messages, Upload, before_edit
from sandbox.discord.modal_rules import check_modal
from sandbox.discord.payloads import user_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import Form, refusal
from sandbox.discord.sessions import Sessions
from sandbox.discord.things import Channel, Message, MessageFlag, MessageType, User
from sandbox.discord.world import World

FIRST_ANSWER = 3.0  # interactions/receiving-and-responding.mdx
TOKEN_LIFE = 900.0
USER_INSTALL_FOLLOWUPS = 5
CHOICES = 25
_KEPT = 20_000


class Kind(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answer(IntEnum):
    """How the bot first answered."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_ALLOWED: dict[Kind, tuple[Answer, ...]] = {
    Kind.COMMAND: (Answer.MESSAGE, Answer.DEFER, Answer.MODAL),
    Kind.COMPONENT: (
        Answer.MESSAGE,
        Answer.DEFER,
        Answer.DEFER_UPDATE,
        Answer.UPDATE,
        Answer.MODAL,
    ),
    Kind.AUTOCOMPLETE: (Answer.CHOICES,),
    Kind.MODAL: (Answer.MESSAGE, Answer.DEFER, Answer.DEFER_UPDATE, Answer.UPDATE),
}


@dataclass(slots=True, kw_only=True, eq=False)
class Interaction:
    """One interaction, from the click to its last follow-up."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    created: float
    context: Context
    installs: frozenset[Install]
    data: Json
    source: Message | None = None
    opener: "Interaction | None" = None  # of a modal
    answer: Answer | None = None
    answered: float | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    touched: bool = False
    changes: Changes = field(default_factory=Changes)

    @property
    def is_user_install_only(self) -> bool:
        """Whether the app is here only because the person brought it."""
        return Install.GUILD not in self.installs

    def metadata(self) -> Json:
        """Describe it on the messages it leads to."""
        about: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "user": user_payload(self.user),
            "authorizing_integration_owners": self.owners(),
        }
        if self.kind is Kind.COMPONENT and self.source is not None:
            about["interacted_message_id"] = str(self.source.id)
        if self.opener is not None:
            about["triggering_interaction_metadata"] = self.opener.metadata()
        return about

    def owners(self) -> Json:
        """Say who brought the app: the server, the person, or both."""
        owners: Json = {}
        if Install.GUILD in self.installs:
            owners["0"] = str(self.channel.guild.id) if self.channel.guild else "0"
        if Install.USER in self.installs:
            owners["1"] = str(self.user.id)
        return owners


class Interactions:
    """All recent interactions, and the rules of answering them."""

    def __init__(self, world: World, sessions: Sessions, messages: Messages) -> None:
        self._world = world
        self._sessions = sessions
        self._messages = messages
        self._by_id: OrderedDict[int, Interaction] = OrderedDict()
        self._by_token: dict[str, Interaction] = {}
        world.clock.on_jump(self._tell_all)

    def open(
        self,
        kind: Kind,
        user: User,
        channel: Channel,
        data: Json,
        *,
        context: Context,
        installs: frozenset[Install],
        source: Message | None = None,
        opener: Interaction | None = None,
    ) -> Interaction:
        """Start an interaction; the deadline runs from now."""
        interaction = Interaction(
            id=self._world.ids.next(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            user=user,
            channel=channel,
            created=self._world.clock.now(),
            context=context,
            installs=installs,
            data=data,
            source=source,
            opener=opener,
        )
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        if len(self._by_id) > _KEPT:
            _, oldest = self._by_id.popitem(last=False)
            self._by_token.pop(oldest.token, None)
        return interaction

    def find(self, interaction_id: int) -> Interaction | None:
        """Return an interaction; None for one that was too long ago."""
        return self._by_id.get(interaction_id)

    def is_late(self, interaction: Interaction) -> bool:
        """Whether the three seconds passed without a first answer."""
        waited = self._world.clock.now() - interaction.created
        return interaction.answer is None and waited > FIRST_ANSWER

    def is_expired(self, interaction: Interaction) -> bool:
        """Whether its token is no longer valid."""
        return self._world.clock.now() - interaction.created > TOKEN_LIFE

    def acknowledge(
        self, interaction_id: int, token: str, body: Json, uploads: list[Upload]
    ) -> Interaction:
        """Take the first answer. Raises 10062, 40060, 50035 or 50006."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token or self.is_late(interaction):
            raise refusal(10062)
        if interaction.answer is not None:
            raise refusal(40060)
        answer = _checked_answer(interaction, body)
        self._take(interaction, answer, body.get("data") or {}, uploads)
        interaction.answer, interaction.answered = answer, self._world.clock.now()
        interaction.changes.tell()
        return interaction

    def _take(
        self, interaction: Interaction, answer: Answer, data: Json, uploads: list[Upload]
    ) -> None:
        if answer is Answer.MESSAGE:
            check_message(data, files=len(uploads), may_hide=True)
            interaction.original = self._post(interaction, data, uploads)
        elif answer is Answer.DEFER:
            hidden = _checked_defer(data)
            flags = MessageFlag.LOADING | (MessageFlag.EPHEMERAL if hidden else 0)
            interaction.original = self._post(interaction, {"flags": int(flags)}, [])
        elif answer is Answer.DEFER_UPDATE:
            interaction.original = interaction.source
        elif answer is Answer.UPDATE:
            self._update_source(interaction, data, uploads)
        elif answer is Answer.CHOICES:
            interaction.choices = _checked_choices(interaction, data)
        else:
            interaction.modal = check_modal(data)

    def _update_source(self, interaction: Interaction, data: Json, uploads: list[Upload]) -> None:
        source = interaction.source
        if source is None:
            raise refusal(10008)
        check_message(data, files=len(uploads), may_hide=True, before=before_edit(source))
        interaction.original = self._messages.revise(source, data, uploads)

    def _post(self, interaction: Interaction, body: Json, uploads: list[Upload]) -> Message:
        message = self._messages.compose(interaction.channel, self._world.bot, body, uploads)
        message.interaction = interaction.metadata()
        message.type = _message_type(interaction)
        message.reference = interaction.source
        if self._must_whisper(interaction):
            message.flags |= MessageFlag.EPHEMERAL
        message.viewer = interaction.user if message.is_ephemeral else None
        interaction.touched = not message.is_thinking
        return self._messages.post(message)

    def _must_whisper(self, interaction: Interaction) -> bool:
        """Whether an app that only the person brought may not answer in public here."""
        if not interaction.is_user_install_only or interaction.channel.guild is None:
            return False
        allowed = Permission.USE_EXTERNAL_APPS
        return not self._world.can(interaction.user, interaction.channel, allowed)

    def with_token(self, application_id: int, token: str) -> Interaction:
        """Find an answered interaction by its token. Raises 50027 or 10015."""
        interaction = self._by_token.get(token)
        known = interaction is not None and application_id == self._world.application.id
        if interaction is None or not known or self.is_expired(interaction):
            raise refusal(50027)
        if interaction.answer is None:
            raise refusal(10015)
        return interaction

    def original(self, interaction: Interaction) -> Message:
        """Return `@original`. Raises 10008 if there is none or it was deleted."""
        message = interaction.original
        if message is None or message.id not in interaction.channel.messages:
            raise refusal(10008)
        return message

    def edit(
        self, interaction: Interaction, message: Message, body: Json, uploads: list[Upload]
    ) -> Message:
        """Change one of the interaction's messages; the first edit of "thinking" is the answer."""
        check_message(body, files=len(uploads), may_hide=True, before=before_edit(message))
        body = {key: value for key, value in body.items() if key != "flags"} | _v2_flag(body)
        self._messages.revise(message, body, uploads)
        interaction.touched = True
        interaction.changes.tell()
        return message

    def follow_up(self, interaction: Interaction, body: Json, uploads: list[Upload]) -> Message:
        """Post another message; after a defer, the first one takes the place of "thinking"."""
        original = interaction.original
        is_there = original is not None and original.id in interaction.channel.messages
        if original is not None and is_there and original.is_thinking:
            return self.edit(interaction, original, body, uploads)
        if interaction.is_user_install_only and (
            len(interaction.followups) >= USER_INSTALL_FOLLOWUPS
        ):
            raise refusal(40094)
        check_message(body, files=len(uploads), may_hide=True)
        message = self._post(interaction, body, uploads)
        interaction.followups.append(message)
        interaction.changes.tell()
        return message

    def message(self, interaction: Interaction, message_id: int) -> Message:
        """Find one of the interaction's messages. Raises 10008."""
        mine = [interaction.original, *interaction.followups]
        ids = {message.id for message in mine if message is not None}
        if message_id not in ids or message_id not in interaction.channel.messages:
            raise refusal(10008)
        return interaction.channel.messages[message_id]

    def delete(self, interaction: Interaction, message: Message) -> None:
        """Delete one of the interaction's messages."""
        self._messages.delete(message)
        interaction.changes.tell()

    def _tell_all(self) -> None:
        for interaction in self._by_id.values():
            interaction.changes.tell()


def _message_type(interaction: Interaction) -> MessageType:
    if interaction.kind is not Kind.COMMAND:
        return MessageType.REPLY
    is_chat = interaction.data.get("type", 1) == CommandType.CHAT_INPUT
    return MessageType.CHAT_INPUT_COMMAND if is_chat else MessageType.CONTEXT_MENU_COMMAND


def _v2_flag(body: Json) -> Json:
    """Keep of an edit's flags what Discord lets an edit set."""
    settable = MessageFlag.IS_COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS
    return {"flags": int(body["flags"] & settable)} if body.get("flags") else {}


def _checked_answer(interaction: Interaction, body: Json) -> Answer:
    form = Form()
    allowed = tuple(int(answer) for answer in _ALLOWED[interaction.kind])
    form.choice(("type",), body.get("type"), allowed)
    is_update = body.get("type") in (Answer.UPDATE, Answer.DEFER_UPDATE)
    if is_update and interaction.source is None and form.is_clean:
        form.wrong(("type",), "INTERACTION_NO_SOURCE", "There is no message to update.")
    form.close()
    return Answer(body["type"])


def _checked_defer(data: Json) -> bool:
    """Check that a defer carries no more than the ephemeral flag; tell whether it does."""
    form = Form()
    flags = data.get("flags") or 0
    if flags & ~MessageFlag.EPHEMERAL or any(
        value for key, value in data.items() if key != "flags"
    ):
        form.wrong(("data",), "INTERACTION_DEFER_FLAGS", "A defer may only carry EPHEMERAL.")
    form.close()
    return bool(flags & MessageFlag.EPHEMERAL)


def _checked_choices(interaction: Interaction, data: Json) -> list[Json]:
    form = Form()
    path = ("data", "choices")
    choices = form.at_most(path, data.get("choices"), CHOICES)
    kind = interaction.data.get("focused_type", OptionType.STRING)
    for index, choice in enumerate(choices):
        check_choice(form, (*path, index), choice, kind)
    form.close()
    return choices
