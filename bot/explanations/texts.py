"""Texts in many languages: a folder of Fluent files for each, and English behind all of them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"

# Languages whose regions do not read each other's script: no neighbour stands in for another.
SCRIPTS_DIFFER = frozenset({"zh", "sr"})

# A message begins at the start of a line, and whatever belongs to it is indented, but for the brace
# that ends a choice (Fluent's grammar, "Message").
MESSAGE = re.compile(r"^(?=[a-zA-Z][\w-]* *=)", re.MULTILINE)


class TextMissingError(LookupError):
    """A text that the code asks for is in no language, or lacks an argument. A mistake of ours."""


class Texts:
    """Every message of one folder: `<folder>/<locale>/*.ftl`.

    A message, or one attribute of it, that a language lacks or gets wrong is taken from English.
    """

    def __init__(self, folder: Path, fallback: str = FALLBACK) -> None:
        """Load every language. Raises `TextMissingError` when the fallback is absent."""
        self._languages = {path.name: _Language(path) for path in _language_folders(folder)}
        if fallback not in self._languages:
            raise TextMissingError(f"no texts for {fallback} in {folder.name}")
        self._fallback = fallback
        self._by_lower_name = {name.lower(): name for name in sorted(self._languages)}
        self._negotiated = cache(self._negotiate)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages there are, as their folders are named."""
        return tuple(sorted(self._languages))

    def negotiate(self, locale: str) -> str:
        """Return the language to use for a Discord locale code ("en-GB", "pt-BR", "de")."""
        return self._negotiated(locale[:20])

    def _negotiate(self, locale: str) -> str:
        wanted = locale.replace("_", "-").lower()
        language = wanted.partition("-")[0]
        for candidate in (wanted, language):
            if candidate in self._by_lower_name:
                return self._by_lower_name[candidate]
        if language not in SCRIPTS_DIFFER:
            for lower, name in self._by_lower_name.items():
                if lower.startswith(f"{language}-"):
                    return name
        return self._fallback

    def has(self, message: str) -> bool:
        """Say whether the fallback language has this message with a value of its own."""
        return self._languages[self._fallback].pattern(message, None) is not None

    def has_attribute(self, message: str, attribute: str) -> bool:
        """Say whether the fallback language has this attribute."""
        return self._languages[self._fallback].pattern(message, attribute) is not None

    def format(self, locale: str, message: str, /, **arguments: object) -> str:
        """Return a message's text. Raises `TextMissingError` when no language has it whole."""
        return self._format(locale, message, None, arguments)

    def attribute(self, locale: str, message: str, attribute: str, /, **arguments: object) -> str:
        """Return the text of a message's attribute. Raises `TextMissingError` like `format`."""
        return self._format(locale, message, attribute, arguments)

    def _format(
        self, locale: str, message: str, attribute: str | None, arguments: dict[str, object]
    ) -> str:
        for name in dict.fromkeys((self.negotiate(locale), self._fallback)):
            language = self._languages[name]
            pattern = language.pattern(message, attribute)
            if pattern is None:
                continue
            text, errors = language.bundle.format_pattern(pattern, arguments)
            if not errors:
                return str(text)
        wanted = message if attribute is None else f"{message}.{attribute}"
        raise TextMissingError(wanted)


def _language_folders(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_dir() and any(path.glob("*.ftl")))


class _Language:
    """The messages of one language. Each is parsed when it is first wanted.

    All at once took half a second of every start. So no message may refer to another.
    """

    def __init__(self, folder: Path) -> None:
        # Isolation marks (U+2068, U+2069) would end up in search, copies and screen readers.
        self.bundle = FluentBundle([folder.name], use_isolating=False)
        self._sources: dict[str, str] = {}
        for path in sorted(folder.glob("*.ftl")):
            for source in MESSAGE.split(path.read_text(encoding="utf-8"))[1:]:
                self._sources.setdefault(source.partition("=")[0].strip(), source)

    def pattern(self, message: str, attribute: str | None) -> Any:
        """Return what a message, or one attribute of it, says; None where it is not there."""
        if not self.bundle.has_message(message):
            source = self._sources.get(message)
            if source is None:
                return None
            self.bundle.add_resource(FluentResource(source))
            if not self.bundle.has_message(message):
                return None
        found = self.bundle.get_message(message)
        return found.value if attribute is None else found.attributes.get(attribute)
