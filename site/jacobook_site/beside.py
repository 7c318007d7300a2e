"""Another library's code beside ours, on hand-written pages.

A fenced block that begins with ```` ```beside jax ```` has three parts:

    print(jax.grad(f)(x))
    --- prints
    [2. 4.]
    --- jacobook
    print(jb.grad(f)(x))

Our part is run when the site is built, and what it prints stands below it. The other library need not be
there then: what it prints is written down, and `tests/site/test_beside.py` runs it where the library is
installed, compares, and compares its numbers with ours. Where they differ on purpose the block begins
with ```` ```beside jax differs ````.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jacobook.errors import JacobookError
from jacobook_site.markup import fenced

LIBRARIES = {"jax": "JAX", "torch": "PyTorch", "sympy": "SymPy"}
"""The libraries that pages compare with, by the names under which they are imported."""

_PARTS = re.compile(r"^--- (prints|jacobook)\n", re.MULTILINE)


class BesideError(JacobookError, ValueError):
    """A block that does not have its parts."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two ways to say the same.

    Attributes:
        library: the other one, as it is imported.
        theirs: its code.
        printed: what that prints.
        ours: the same with jacobook.
        differs: the numbers differ, and the page says why.
    """

    library: str
    theirs: str
    printed: str
    ours: str
    differs: bool = False


def beside_of(info: str, body: str) -> Beside:
    """A block from its first line and its body.

    Raises:
        BesideError: it names no known library, or a part is missing.
    """
    _, library, *rest = [*info.split(), ""]
    if library not in LIBRARIES or rest[:1] not in (["differs"], [""]):
        raise BesideError(
            f"`{info}`: write one of {', '.join(LIBRARIES)}, and `differs` or nothing"
        )
    theirs, *others = _PARTS.split(body)
    parts = dict(zip(others[::2], others[1::2], strict=True))
    if "jacobook" not in parts:
        raise BesideError(f"`{info}`: there is no line `--- jacobook`")
    return Beside(
        library, theirs.strip("\n"), parts.get("prints", "").strip("\n"),
        parts["jacobook"].strip("\n"), rest[0] == "differs",
    )  # fmt: skip


def written(block: Beside, run: Callable[[str], str]) -> str:
    """Both sides as Markdown, in columns where there is room.

    Args:
        block: what was written.
        run: from our code to it and what it printed, as Markdown.
    """
    theirs = fenced(block.theirs, "python")
    if block.printed:
        theirs += "\n" + fenced(block.printed, "text")
    columns = ((LIBRARIES[block.library], theirs), ("jacobook", run(block.ours)))
    body = "\n\n".join(
        f'<div markdown="1">\n\n**{name}**\n\n{code.rstrip()}\n\n</div>' for name, code in columns
    )
    return f'<div class="jb-beside" markdown="1">\n\n{body}\n\n</div>\n'
