"""The sizes and habits of the house that no linter knows."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "cogs", "sandbox")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def percentile(values: list[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def test_functions_stay_short() -> None:
    lengths = [length(node) for path in MODULES for node in functions(path)]
    assert median(lengths) <= 10
    assert percentile(lengths, 0.9) <= 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_longer_than_sixty_lines(path: Path) -> None:
    long = [f"{node.name} {length(node)}" for node in functions(path) if length(node) > 60]
    assert not long


def test_modules_stay_small() -> None:
    sizes = [lines(path) for path in MODULES if lines(path)]
    assert max(sizes) <= 400
    assert percentile(sizes, 0.9) <= 270


@pytest.mark.parametrize("path", sorted((ROOT / "cogs").glob("*.py")), ids=lambda path: path.name)
def test_cogs_are_thin(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert lines(path) <= 150
    assert "Embed(" not in source
    handlers = [node for node in functions(path) if node.decorator_list]
    assert not [f"{node.name} {length(node)}" for node in handlers if length(node) > 15]


def test_no_room_is_named_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "constants", "manager"}
    named = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(ROOT).parts}
    assert not named & vague


def test_nothing_is_left_open() -> None:
    open_end = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert not [str(path) for path in MODULES if open_end.search(path.read_text(encoding="utf-8"))]


def test_broad_excepts_stand_only_at_the_named_edges() -> None:
    edges = {"bot/client.py", "bot/supervisor.py", "bot/__main__.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"except (Base)?Exception\b|except:", path.read_text(encoding="utf-8"))
    }
    assert found <= edges
