"""Loading Fluent texts: any language folder, and English behind all of them."""

from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from bot.explanations.texts import TextMissingError, Texts

LOCALES = Path(__file__).parents[2] / "bot" / "explanations" / "locales"


def write(folder: Path, locale: str, text: str) -> None:
    (folder / locale).mkdir()
    (folder / locale / "any.ftl").write_text(text, encoding="utf-8")


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    write(tmp_path, "en", "hello = Hello { $name }\n    .short = Hi\nonly-english = Only here\n")
    write(tmp_path, "de", "hello = Hallo { $name }\n")
    write(tmp_path, "pt-BR", "hello = Oi { $nome }\n")
    write(tmp_path, "zh-CN", "hello = 你好 { $name }\n")
    return Texts(tmp_path)


@pytest.mark.parametrize(
    ("discord", "expected"),
    [
        ("en-US", "en"),
        ("en-GB", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("pt-BR", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("pt", "pt-BR"),
        ("zh-CN", "zh-CN"),
        ("zh-TW", "en"),
        ("fr", "en"),
        ("", "en"),
        ("../../etc", "en"),
    ],
)
def test_a_discord_locale_finds_the_nearest_language(
    texts: Texts, discord: str, expected: str
) -> None:
    assert texts.negotiate(discord) == expected


def test_an_added_folder_is_a_language(texts: Texts) -> None:
    assert texts.locales == ("de", "en", "pt-BR", "zh-CN")
    assert texts.format("de", "hello", name="Ada") == "Hallo Ada"


def test_what_a_language_lacks_is_said_in_english(texts: Texts) -> None:
    assert texts.format("de", "only-english") == "Only here"
    assert texts.attribute("de", "hello", "short") == "Hi"


def test_a_translation_with_a_wrong_argument_is_replaced_by_english(texts: Texts) -> None:
    assert texts.format("pt-BR", "hello", name="Ada") == "Hello Ada"


def test_an_argument_may_have_any_name(tmp_path: Path) -> None:
    write(tmp_path, "en", "hello = { $message } { $locale }\n")
    assert Texts(tmp_path).format("en", "hello", message="a", locale="b") == "a b"


def test_no_invisible_marks_are_put_around_arguments(texts: Texts) -> None:
    assert texts.format("en", "hello", name="Ada").isascii()


@pytest.mark.parametrize("message", ["nowhere", "hello"])
def test_a_text_or_argument_that_is_missing_everywhere_is_an_error(
    texts: Texts, message: str
) -> None:
    with pytest.raises(TextMissingError, match=message):
        texts.format("de", message)


def test_a_missing_attribute_is_an_error(texts: Texts) -> None:
    with pytest.raises(TextMissingError, match=r"hello\.long"):
        texts.attribute("en", "hello", "long")


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "de", "hello = Hallo\n")
    with pytest.raises(TextMissingError):
        Texts(tmp_path)


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*/*.ftl")), ids=lambda path: path.name)
def test_fluent_files_hold_no_junk_and_nothing_twice(path: Path) -> None:
    body = parse(path.read_text(encoding="utf-8")).body
    junk = [entry.content for entry in body if isinstance(entry, ast.Junk)]
    assert junk == []


def test_no_message_is_in_two_files() -> None:
    for folder in LOCALES.iterdir():
        names = [
            entry.id.name
            for path in folder.glob("*.ftl")
            for entry in parse(path.read_text(encoding="utf-8")).body
            if isinstance(entry, ast.Message)
        ]
        assert len(names) == len(set(names)), sorted(n for n in set(names) if names.count(n) > 1)


def test_messages_are_told_apart_whatever_stands_in_them(tmp_path: Path) -> None:
    source = """# A note with = in it.
one = { $count ->
    [one] One = 1
   *[other]
        Many,
        over two lines
}
    .short = 1

## Group
two=Two
broken = { $count ->
three = Three
"""
    write(tmp_path, "en", source)
    texts = Texts(tmp_path)
    assert texts.format("en", "one", count=2) == "Many,\nover two lines"
    assert texts.attribute("en", "one", "short") == "1"
    assert (texts.format("en", "two"), texts.format("en", "three")) == ("Two", "Three")
    with pytest.raises(TextMissingError):
        texts.format("en", "broken", count=1)


def test_every_message_of_ours_is_found() -> None:
    for folder in (LOCALES, LOCALES.parents[1] / "presentation" / "locales"):
        texts = Texts(folder)
        for path in (folder / "en").glob("*.ftl"):
            for entry in parse(path.read_text(encoding="utf-8")).body:
                if isinstance(entry, ast.Message):
                    names = [one.id.name for one in entry.attributes]
                    assert texts.has(entry.id.name) == (entry.value is not None)
                    assert all(texts.has_attribute(entry.id.name, name) for name in names)
