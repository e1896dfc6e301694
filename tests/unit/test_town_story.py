"""The story's command line."""

import sys

import pytest

from sandbox.town import story


@pytest.mark.parametrize("speed", ["0", "0.5", "1001", "nan", "fast"])
def test_a_speed_that_nobody_can_play_at_is_refused(
    speed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["story", "--speed", speed])
    with pytest.raises(SystemExit) as left:
        story.main()
    assert left.value.code == 2
    assert "--speed" in capsys.readouterr().err


def test_a_story_that_breaks_off_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async def break_off(_: float) -> None:
        raise story.StoryBroke("Nobody came.")

    monkeypatch.setattr(sys, "argv", ["story"])
    monkeypatch.setattr(story, "tell", break_off)
    with pytest.raises(SystemExit, match=r"The story broke off\. Nobody came\."):
        story.main()
