"""What the first question would have to wait for, done before anybody asks."""

import gc
from datetime import datetime

from bot.asking.answer import Answer
from bot.explanations import explain
from bot.presentation.answers import render_answer
from bot.probing.observation import Leg, Observation, Reply
from bot.probing.parsing import parse_target
from bot.probing.tls import shared_context
from bot.triage import judge


def warm_up(now: datetime) -> None:
    """Load every rule, text and trusted root: else the first asker waits 250 ms, and all others.

    Then spare the garbage collector what stays for good: going through all of it held the event
    loop up for 60 to 90 ms, once a second under load.
    """
    shared_context()
    explain("502")
    look = _made_up(now)
    answer = Answer(name="example.com", verdict=judge(look), looked_at=now, observation=look)
    render_answer(answer, "en-GB")
    gc.collect()
    gc.freeze()


def _made_up(now: datetime) -> Observation:
    target = parse_target("https://example.com/")
    reply = Reply(
        status=502,
        reason="Bad Gateway",
        http_version="1.1",
        headers=(("server", "nginx"), ("content-type", "text/html")),
        body=b"<h1>502 Bad Gateway</h1>",
        body_length=24,
        complete=True,
    )
    leg = Leg(target=target, reply=reply)
    return Observation(target=target, legs=(leg,), started_at=now, elapsed_ms=0.0)
