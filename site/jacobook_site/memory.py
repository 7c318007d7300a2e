"""What is computed once and remembered between builds, as JSON with a key for each entry.

A key is a hash of all that a result depends on: an entry whose key has changed is not recalled.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

import jacobook
from jacobook.catalogue import Registry
from jacobook.provenance import module_of
from jacobook.rule import Rule


class Memory:
    """Results by section and name, in a file."""

    def __init__(self, path: Path | None) -> None:
        """Read the file, if there is one that can be read."""
        self.path = path
        self._known: dict[str, Any] = _read(path)
        self._kept: dict[str, dict[str, Any]] = {}

    def recall(self, section: str, name: str, key: str) -> Any:
        """What was remembered under this key, which is then kept; `None` if nothing was."""
        entry = self._known.get(section, {}).get(name)
        if not isinstance(entry, dict) or entry.get("key") != key:
            return None
        self._kept.setdefault(section, {})[name] = entry
        return entry["value"]

    def keep(self, section: str, name: str, key: str, value: Any) -> None:
        """Remember a result."""
        self._kept.setdefault(section, {})[name] = {"key": key, "value": value}

    def save(self) -> None:
        """Write the file; sections that were used lose the entries that nobody asked for."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        made = self.path.with_suffix(f".{os.getpid()}.new")
        made.write_text(json.dumps({**self._known, **self._kept}, indent=1), encoding="utf-8")
        made.replace(self.path)  # at once, so that a build beside this one reads no half


def _read(path: Path | None) -> dict[str, Any]:
    if path is None or not path.is_file():
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}


@functools.cache
def core_hash() -> str:
    """A hash of NumPy's version and of all source files of the engine."""
    digest = hashlib.sha256(np.__version__.encode())
    for path in sorted(Path(jacobook.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def key(*parts: bytes) -> str:
    """A short hash of the engine and further parts."""
    digest = hashlib.sha256(core_hash().encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:24]


def source_of(rule: Rule) -> bytes:
    """The file in which a rule is written, or how the rule looks if there is none."""
    module = module_of(rule)
    path = Path(module.__file__) if module and module.__file__ else None
    return path.read_bytes() if path else repr(rule).encode()


def sources_of(registry: Registry, files: Iterable[str] = ()) -> bytes:
    """A hash of the files of all rules, and of further files."""
    digest = hashlib.sha256()
    for rule in registry:
        digest.update(hashlib.sha256(source_of(rule)).digest())
    for name in files:
        digest.update(Path(name).read_bytes())
    return digest.digest()
