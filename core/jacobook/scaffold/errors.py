"""What authors are told when a folder or a file cannot be written as asked."""

from __future__ import annotations

from jacobook.errors import JacobookError


class ScaffoldError(JacobookError, ValueError):
    """A request for a new pack or rule that cannot be met; the message says what to do instead."""
