"""Which words in a reply can be about the message it replies to."""

import pytest

from cogs.reading import is_pointing, strip_markup


@pytest.mark.parametrize("text", ["", "?!", "is this down?", "explain", "que pasa?", "Check that"])
def test_these_point_at_the_message(text: str) -> None:
    assert is_pointing(text)


@pytest.mark.parametrize("text", ["thanks", "thank you so much!", "lol nice bot", "ok 👍"])
def test_these_do_not(text: str) -> None:
    assert not is_pointing(text)


def test_markup_of_discords_own_is_no_words() -> None:
    text = "<@1> <#2> <:wave:3> </isitdown:4> <t:5:R> <id:home> is <https://example.com> down"
    assert strip_markup(text) == "is <https://example.com> down"
