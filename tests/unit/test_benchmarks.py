"""The benchmarks start: a figure nobody can get again proves nothing. Nothing is timed here."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
WITH_HELP = [
    "announcing",
    "answer_cost",
    "crashes",
    "crowd",
    "detection",
    "overload",
    "probe_cost",
    "question_storm",
    "suggesting",
    "watching",
]
DOCS = (BENCHMARKS.parent / "docs" / "benchmarks.md").read_text()


@pytest.mark.parametrize("name", WITH_HELP)
def test_benchmark_says_how_to_run_it(name: str, tmp_path: Path) -> None:
    out = subprocess.run(
        [sys.executable, str(BENCHMARKS / f"{name}.py"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert out.returncode == 0, out.stderr
    assert "--quick" in out.stdout


@pytest.mark.parametrize("name", WITH_HELP)
def test_benchmark_is_documented(name: str) -> None:
    assert f"benchmarks/{name}.py" in DOCS


def test_no_benchmark_is_forgotten() -> None:
    parts = {"bots", "contenders", "far_side"}  # imported by the others
    assert {path.stem for path in BENCHMARKS.glob("*.py")} == {*WITH_HELP, *parts}
