"""The looks that messages on people's screens still show: enough of each for its Details button."""

from collections import OrderedDict

from bot.asking.answer import Answer
from bot.presentation.custom_ids import Details, Key, key_of, moment_of

KEPT = 2_000


class RecentAnswers:
    """The last answers, by where they were given, what they were about and when.

    Held in memory only. An answer is found again in its own Discord server alone: a look at a
    private network must not be read elsewhere.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._answers: OrderedDict[tuple[int | None, int, Key], Answer] = OrderedDict()
        self._questions: OrderedDict[tuple[int | None, Key], str] = OrderedDict()

    def note(self, guild_id: int | None, answer: Answer) -> None:
        """Remember an answer that is about to be shown; the oldest one gives way."""
        key = key_of(answer.key)
        self._answers[guild_id, moment_of(answer.looked_at), key] = answer
        self._questions[guild_id, key] = answer.key
        self._questions.move_to_end((guild_id, key))
        if len(self._answers) > self._kept:
            self._answers.popitem(last=False)
        if len(self._questions) > self._kept:
            self._questions.popitem(last=False)

    def find(self, guild_id: int | None, details: Details) -> Answer | None:
        """Return the very answer a Details button stands below, or None."""
        return self._answers.get((guild_id, details.moment, details.key))

    def question(self, guild_id: int | None, key: Key) -> str | None:
        """Return what to ask again for a key, or None when neither it nor we remember."""
        return key.question or self._questions.get((guild_id, key))
