"""What a proof may stumble over: each ends it as "unsupported", never as a crash.

Change this file if a rule, NumPy or SymPy refuses a request with another kind of exception.
"""

from __future__ import annotations

from jacobook.errors import JacobookError

FAILURES = (
    JacobookError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    ArithmeticError,
    NotImplementedError,
)
"""What rules, NumPy and SymPy raise when asked for more than they can do."""


class UnsupportedOperation(JacobookError, NotImplementedError):
    """An operation that is not known on SymPy's expressions, or not at the given size."""


def one_line(error: Exception) -> str:
    """The first line of an error's message, or its class if it has none."""
    return str(error).split("\n")[0] or type(error).__name__
