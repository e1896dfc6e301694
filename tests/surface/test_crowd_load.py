"""Forty members at once for some seconds: everyone is answered in time, and nothing goes wrong.

`benchmarks/crowd.py` does the same with two hundred for five minutes, and looks at the memory.
"""

from structlog.testing import capture_logs

from sandbox.crowd import HABITS, Crowd
from tests.surface.conftest import Scene

MEMBERS, SECONDS, PAUSE = 40, 8.0, 2.0
IN_TIME = 3.0


async def test_a_crowd_is_answered_in_time(scene: Scene) -> None:
    crowd = Crowd(scene.discord, list(scene.sites.values()), members=MEMBERS, pause=PAUSE)
    with capture_logs() as logged:
        logbook = await crowd.live(SECONDS)
    assert not [line for line in logged if line["log_level"] == "error"]
    assert not logbook.troubles
    assert len(logbook.acts) > MEMBERS
    assert {kind.partition(" ")[0] for kind in logbook.kinds} == HABITS.keys()
    interactions = [act for act in logbook.acts if act.kind != "mention"]
    assert len(logbook.acknowledged()) == len(interactions)
    assert logbook.acknowledged()[-1] < IN_TIME
    assert scene.discord.core.limits.invalid_requests == 0
