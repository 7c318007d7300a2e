"""The command line: `jacobook derive "norm2(X*w - y)^2" --wrt w --steps`."""

from jacobook.cli.main import main

__all__ = ["main"]
