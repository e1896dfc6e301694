"""Before anybody asks, everything that an answer needs has been loaded."""

import gc
from datetime import UTC, datetime

from bot.explanations import advice, explaining, recognition, topics
from bot.presentation import words
from bot.probing import tls
from bot.triage import fingerprints
from bot.warming import warm_up

LOADERS = (
    advice.load_rules,
    explaining.load_texts,
    fingerprints.load_fingerprints,
    recognition.load_phrases,
    topics.load_topics,
    words.surface_texts,
)


def test_warming_up_leaves_nothing_for_the_first_asker_to_wait_for() -> None:
    for loader in LOADERS:
        loader.cache_clear()
    frozen = gc.get_freeze_count()
    try:
        warm_up(datetime(2026, 11, 23, tzinfo=UTC))
        loaded = {loader: loader.cache_info().currsize for loader in LOADERS}
        assert set(loaded.values()) == {1}, loaded
        assert tls.shared_context.cache_info().currsize == 1
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
