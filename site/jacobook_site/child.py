"""Processes beside this one, each of which answers one message after the other.

Messages are bytes, each with its length before it. What the process prints otherwise is not read.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import IO

LENGTH = struct.Struct("<Q")


def cores() -> int:
    """How many processes may run at once, at most eight."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(usable or 1, 8))


class Child:
    """A running module that answers; see `answer`."""

    def __init__(self, module: str) -> None:
        """Start `python -m module`, which finds what this process finds."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def ask(self, message: bytes) -> bytes | None:
        """The answer to a message; `None` if the process has died."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            _send(self._process.stdin, message)
            return _receive(self._process.stdout)
        except (OSError, ValueError):  # it is gone, or was ended
            return None

    def end(self) -> None:
        """Stop at once; what was begun is lost."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close its streams, once nobody asks any more."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def answer(reply: Callable[[bytes], bytes]) -> None:
    """Answer messages until there are none: the whole work of a module that is run as a child."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (message := _receive(sys.stdin.buffer)) is not None:
        _send(answers, reply(message))


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(LENGTH.pack(len(message)) + message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message; `None` if the other side has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stream.read(LENGTH.unpack(head)[0])
