"""The command `jacobook` and what all its subcommands share: errors, widths, encodings."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

import click

from jacobook.cli.derive import derive
from jacobook.errors import JacobookError


class Book(click.Group):
    """A group of commands whose typed errors are shown without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand; an error of the library ends it with status 2."""
        try:
            return super().invoke(ctx)
        except JacobookError as error:
            say(f"Error: {error}", err=True)
            ctx.exit(2)


def say(text: str, *, err: bool = False) -> None:
    """Print a text; characters that the terminal cannot show are spelled out.

    Args:
        text: what is printed.
        err: print it among the errors.
    """
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "ascii"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=err)
