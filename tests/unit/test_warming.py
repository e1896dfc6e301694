"""Before anybody asks, everything that an answer needs has been loaded."""

import subprocess
import sys
from pathlib import Path

# In a process of its own: in this one, other tests have warmed up some of it.
LOOK = """
import gc
from datetime import UTC, datetime

from bot.explanations import advice, explaining, recognition, topics
from bot.presentation import words
from bot.probing import tls
from bot.triage import fingerprints
from bot.warming import warm_up

loaders = (
    advice.load_rules,
    explaining.load_texts,
    fingerprints.load_fingerprints,
    recognition.load_phrases,
    tls.shared_context,
    topics.load_topics,
    words.surface_texts,
)
warm_up(datetime.now(UTC))
print([loader.__name__ for loader in loaders if not loader.cache_info().currsize])
print(gc.get_freeze_count() > 10_000)
"""


def test_warming_up_leaves_nothing_for_the_first_asker_to_wait_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == ["[]", "True"], done.stderr
