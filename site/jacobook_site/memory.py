"""What is computed once and remembered between builds, each entry under a key.

A key is a hash of all that a result depends on: an entry whose key has changed is not recalled.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """A result, packed, and what it depends on."""

    key: str
    packed: bytes


Sections = dict[str, dict[str, Entry]]


class Memory:
    """Results by section and name, in a file."""

    def __init__(self, path: Path | None) -> None:
        """Read the file, if there is one that can be read."""
        self.path = path
        self._known = _read(path)
        self._changed = False

    def recall(self, section: str, name: str, key: str, kind: type[Value]) -> Value | None:
        """What was remembered under this key; `None` if nothing was."""
        entry = self._known.get(section, {}).get(name)
        if entry is None or entry.key != key:
            return None
        try:
            return msgspec.msgpack.decode(entry.packed, type=kind)
        except msgspec.MsgspecError:  # written when this type had another form
            return None

    def keep(self, section: str, name: str, key: str, value: Any) -> None:
        """Remember a result: plain data, or dataclasses of it."""
        self._known.setdefault(section, {})[name] = Entry(key, msgspec.msgpack.encode(value))
        self._changed = True

    def made(
        self, section: str, name: str, key: str, kind: type[Value], make: Callable[[], Value]
    ) -> Value:
        """What was remembered under this key, or what is made now, and remembered."""
        known = self.recall(section, name, key, kind)
        if known is None:
            known = make()
            self.keep(section, name, key, known)
        return known

    def forget_others(self, section: str, names: Container[str], kind: type[Value]) -> list[Value]:
        """Forget what a section has under other names than these; what that was, whatever its key."""
        entries = self._known.get(section, {})
        gone = [entries.pop(name) for name in list(entries) if name not in names]
        self._changed |= bool(gone)
        return [msgspec.msgpack.decode(entry.packed, type=kind) for entry in gone]

    def save(self) -> None:
        """Write the file if something is new or forgotten."""
        if self.path is None or not self._changed:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        made = self.path.with_suffix(f".{os.getpid()}.new")
        made.write_bytes(msgspec.msgpack.encode(self._known))
        made.replace(self.path)  # at once, so that a build beside this one reads no half
        self._changed = False


def _read(path: Path | None) -> Sections:
    if path is None or not path.is_file():
        return {}
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Sections)
    except msgspec.MsgspecError:
        return {}
