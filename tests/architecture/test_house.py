"""What a fresh clone must hold, and what must never be in it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def normalised(requirement: str) -> str:
    """Return a distribution's name as PEP 503 compares them."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=;\[ ]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_hashes_and_name_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==\S+", text, re.MULTILINE)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {normalised(name) for name in re.findall(r"^([\w.-]+)(?:\[|==)", lock, re.MULTILINE)}
    assert {normalised(name) for name in project["dependencies"]} <= pinned


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    reasons = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    names = [re.split(r"[<>=;\[ ]", line)[0] for line in wanted]
    assert not [name for name in names if f"`{name}`" not in reasons]


def test_no_machine_path_and_no_registry_is_named() -> None:
    # Spelt in two halves so that this file does not find itself.
    banned = re.compile("|".join(["/wo" + "rk/", "py" + r"pi\.org", "registry" + r"\.npm"]))
    texts = [path for path in tracked() if path.suffix not in {".png", ".lock"} and path.is_file()]
    assert texts
    assert not [
        str(path.relative_to(ROOT))
        for path in texts
        if banned.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
