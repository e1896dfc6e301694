"""The page's own files: small, with no build step; nothing in them reads HTML or asks afar."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "sandbox/web/static").iterdir())
MODULES = [path for path in FILES if path.suffix == ".js"]
READS_HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function"
)
AFAR = re.compile(
    r"""(?:src|href)=["']?https?:|@import|url\(|from ['"]https?:|import\(['"]https?:"""
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_stay_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    assert text.startswith("/**")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_reads_html_or_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not READS_HTML.search(text)
    assert not AFAR.search(text)


def test_every_module_is_used() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}
    for path in FILES:
        others = "".join(text for name, text in texts.items() if name != path.name)
        assert path.name == "index.html" or path.name in others
