"""Printing on terminals, into pipes and in encodings of every kind."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console, RenderableType

if TYPE_CHECKING:
    from jacobook.closed_form.showing import Terminal

_PROBE = "∇ᵀ⁻¹‖⊙√−ₙ↦𝟏"
"""Characters of the formulas; a stream that has them has the others."""
_NARROWEST = 30


def say(text: str, *, err: bool = False, bold: bool = False) -> None:
    """Print a text; what the stream's encoding lacks is spelled as an escape.

    Args:
        text: what is printed.
        err: print it among the errors.
        bold: in bold letters, on a terminal whose user wants such.
    """
    encoding = _encoding(err)
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    wanted = bold and not os.environ.get("NO_COLOR")
    click.echo(click.style(shown, bold=True) if wanted else shown, err=err)


def _encoding(err: bool) -> str:
    stream = sys.stderr if err else sys.stdout
    return getattr(stream, "encoding", None) or "ascii"


def terminal_for(syntax: str) -> Terminal:
    """How formulas are written here: in Unicode if the output can show it, as text otherwise.

    Args:
        syntax: the syntax of text, `numpy` or `matlab`.
    """
    from jacobook.closed_form.showing import Terminal  # packs are listed without formulas

    width = max(shutil.get_terminal_size().columns, _NARROWEST)
    try:
        _PROBE.encode(_encoding(err=False))
    except UnicodeEncodeError:
        return Terminal(width, syntax)
    return Terminal(width)


def console(*, err: bool = False) -> Console:
    """The terminal as rich draws on it; colours only where somebody looks."""
    return Console(stderr=err, highlight=False, soft_wrap=False)


def show(drawn: RenderableType) -> None:
    """Draw a table; a pipe gets it in full width."""
    screen = console()
    if not screen.is_terminal:
        screen = Console(highlight=False, width=200)
    with screen.capture() as captured:
        screen.print(drawn)
    say("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))
