"""Routes that answer interactions: the callback, `@original`, and follow-ups."""

from sandbox.discord.interactions import Answer, Interaction
from sandbox.discord.json_types import Json
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.things import Message


def acknowledge(call: Call) -> Reply:
    """Take the first answer to an interaction."""
    interactions = call.core.interactions
    interaction = interactions.acknowledge(
        call.id("interaction_id"), call.params["interaction_token"], call.body, call.uploads
    )
    if call.query.get("with_response") not in ("1", "true"):
        return Reply(status=204)
    return Reply(body=_callback(call, interaction))


def _callback(call: Call, interaction: Interaction) -> Json:
    about: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    message, answer = interaction.original, interaction.answer
    if message is None or answer is None:
        return {"interaction": about}
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.is_thinking,
        "response_message_ephemeral": message.is_ephemeral,
    }
    if answer not in (Answer.MESSAGE, Answer.UPDATE):
        return {"interaction": about}
    resource = {"type": int(answer), "message": call.core.messages.payload(message)}
    return {"interaction": about, "resource": resource}


def _interaction(call: Call) -> Interaction:
    token = call.params["webhook_token"]
    return call.core.interactions.with_token(call.id("webhook_id"), token)


def _message(call: Call, interaction: Interaction) -> Message:
    if "message_id" in call.params:
        return call.core.interactions.message(interaction, call.id("message_id"))
    return call.core.interactions.original(interaction)


def follow_up(call: Call) -> Reply:
    """Post a follow-up message."""
    message = call.core.interactions.follow_up(_interaction(call), call.body, call.uploads)
    return Reply(body=call.core.messages.payload(message))


def get_answer(call: Call) -> Reply:
    """Return `@original` or a follow-up."""
    return Reply(body=call.core.messages.payload(_message(call, _interaction(call))))


def edit_answer(call: Call) -> Reply:
    """Change `@original` or a follow-up."""
    interaction = _interaction(call)
    message = _message(call, interaction)
    edited = call.core.interactions.edit(interaction, message, call.body, call.uploads)
    return Reply(body=call.core.messages.payload(edited))


def delete_answer(call: Call) -> Reply:
    """Delete `@original` or a follow-up."""
    interaction = _interaction(call)
    call.core.interactions.delete(interaction, _message(call, interaction))
    return Reply(status=204)


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"

ROUTES: tuple[Route, ...] = (
    route(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        acknowledge,
        is_open=True,
    ),
    route("POST", _WEBHOOK, follow_up, is_open=True),
    *(
        made
        for place in (_WEBHOOK + "/messages/@original", _WEBHOOK + "/messages/{message_id}")
        for made in (
            route("GET", place, get_answer, is_open=True),
            route("PATCH", place, edit_answer, is_open=True),
            route("DELETE", place, delete_answer, is_open=True),
        )
    ),
)
