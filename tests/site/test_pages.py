"""Every python block of a hand-written page runs and prints what the page shows."""

import contextlib
import io
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "site" / "pages"
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ERROR = re.compile(r"error \d\.\de-\d+")
"""A measured error, whose last digits depend on the machine."""
NAMES = sorted(
    page.relative_to(PAGES).as_posix()
    for page in PAGES.rglob("*.md")
    if any(language == "python" for language, _ in BLOCK.findall(page.read_text(encoding="utf-8")))
)


def test_the_pages_are_found():
    assert {"quickstart.md", "guides/add-a-rule.md"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_blocks_print_what_is_shown(name):
    blocks = BLOCK.findall((PAGES / name).read_text(encoding="utf-8"))
    namespace = {"__name__": "page"}
    for (language, body), after in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(body, name, "exec"), namespace)  # noqa: S102 - our own page
        assert printed.getvalue() == (after[1] if after[0] == "text" else "")


def test_the_readme_s_blocks_run():
    readme = (PAGES.parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(readme)
    namespace = {"__name__": "readme"}
    outputs = 0
    for (language, body), after in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(body, "README.md", "exec"), namespace)  # noqa: S102 - our own page
        shown = after[1] if after[0] == "text" else ""
        assert ERROR.sub("error", printed.getvalue()) == ERROR.sub("error", shown)
        outputs += bool(shown)
    assert outputs >= 1
    assert namespace["H"].shape == (2, 2) and namespace["rule"].op == "tanh"
