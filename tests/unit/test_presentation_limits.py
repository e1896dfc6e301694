"""No text, however long or odd, makes a message that Discord would refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.limits import CARD, clip, clip_middle, fit
from bot.presentation.rendered import Button, Card, Field, Rendered

LONG = st.builds(lambda text, times: text * times, st.text(max_size=60), st.integers(0, 200))
FIELDS = st.builds(Field, name=LONG, value=LONG)
CARDS = st.builds(
    Card,
    title=LONG,
    description=LONG,
    footer=LONG,
    fields=st.lists(FIELDS, max_size=30).map(tuple),
)
BUTTONS = st.builds(Button, label=LONG, custom_id=LONG, url=LONG)
MESSAGES = st.builds(
    Rendered, content=LONG, card=CARDS, buttons=st.lists(BUTTONS, max_size=30).map(tuple)
)


def sizes(card: Card) -> int:
    texts = [card.title, card.description, card.footer]
    texts += [text for field in card.fields for text in (field.name, field.value)]
    return sum(map(len, texts))


@given(MESSAGES)
def test_every_message_fits(message: Rendered) -> None:
    fitted = fit(message)
    card = fitted.card
    assert card is not None
    assert len(fitted.content) <= 2000
    assert len(card.title) <= 256
    assert len(card.description) <= 4096
    assert len(card.footer) <= 2048
    assert len(card.fields) <= 25
    assert all(1 <= len(field.name) <= 256 for field in card.fields)
    assert all(1 <= len(field.value) <= 1024 for field in card.fields)
    assert sizes(card) <= 6000
    assert len(fitted.buttons) <= 25
    assert all(1 <= len(button.label) <= 80 for button in fitted.buttons)
    assert all(len(button.custom_id) <= 100 for button in fitted.buttons)
    goals = [button.custom_id or button.url for button in fitted.buttons]
    assert len(set(goals)) == len(goals)


@given(MESSAGES)
def test_fitting_twice_changes_nothing(message: Rendered) -> None:
    assert fit(fit(message)) == fit(message)


@given(st.text(), st.integers(1, 100))
def test_clipping_keeps_the_beginning(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert len(clipped) <= limit
    assert text.strip().startswith(clipped.removesuffix("…"))


def test_a_text_is_cut_after_a_word() -> None:
    assert clip("one two three four", 12) == "one two…"
    assert clip("one two three four", 14) == "one two three…"


def test_a_text_of_one_word_is_cut_inside_it() -> None:
    assert clip("a" * 30, 10) == "a" * 9 + "…"


def test_the_middle_of_a_host_is_cut() -> None:
    cut = clip_middle("a" * 50 + ".example.com", 20)
    assert len(cut) == 20
    assert cut.startswith("aaa")
    assert cut.endswith(".com")


@pytest.mark.parametrize("goal", ["custom_id", "url"])
def test_a_button_whose_goal_is_too_long_is_left_out(goal: str) -> None:
    button = Button(label="x", **{goal: "https://example.com/" + "a" * 600})
    assert fit(Rendered(content="x", buttons=(button,))).buttons == ()


def test_the_small_print_survives_too_many_fields() -> None:
    fields = tuple(Field(name="n", value="v" * 1000) for _ in range(9))
    card = fit(Rendered(content="x", card=Card(footer="sure", fields=fields))).card
    assert card is not None
    assert card.footer == "sure"
    assert len(card.fields) == CARD // 1001


def test_a_message_without_its_card_still_says_everything() -> None:
    card = Card(title="502", fields=(Field(name="Do", value="Wait."),), footer="Sure.")
    text = Rendered(content="It is down.", card=card).without_card()
    assert text.card is None
    assert text.content == "It is down.\n**502**\n**Do**\nWait.\n-# Sure."
