"""Where a rule came from: its pack, distribution, file and line."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import jacobook
from jacobook.catalogue import Registry
from jacobook.discovery import Origin as PackOrigin
from jacobook.rule import Rule


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule came from.

    Attributes:
        pack: the pack's namespace.
        title: the pack's title.
        built_in: whether the pack is jacobook's own.
        distribution: the installed distribution with its version, or the import name.
        module: the module that holds the rule.
        path: its file, relative to the repository or to the place it is installed in.
        line: the line of the rule in it.
        text: the whole file, which the site shows beside the page.
    """

    pack: str
    title: str
    built_in: bool
    distribution: str
    module: str
    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What the pages were made with, and when."""

    jacobook: str
    numpy: str
    python: str
    date: str

    @property
    def spoken(self) -> str:
        """All of it in one line."""
        return f"jacobook {self.jacobook}, NumPy {self.numpy}, Python {self.python}, {self.date}"


def versions() -> Versions:
    """The versions of this process; the date is `SOURCE_DATE_EPOCH`'s where that is set."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    date = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    return Versions(jacobook.__version__, np.__version__, platform.python_version(), date)


def origin(rule: Rule, registry: Registry) -> Origin:
    """Where a rule came from, as its page tells it."""
    info, found = registry.pack_of(rule), registry.provenance(rule)
    version = found.version or (jacobook.__version__ if info.namespace == "core" else "")
    name = "jacobook" if info.namespace == "core" else found.distribution
    return Origin(
        pack=info.namespace,
        title=info.title or info.namespace,
        built_in=info.namespace == "core",
        distribution=f"{name} {version}".strip(),
        module=found.module,
        path=_relative(found.file, registry.origin_of(info.namespace)) if found.file else "",
        line=found.line,
        text=found.file.read_text(encoding="utf-8") if found.file else "",
    )


def _relative(path: Path, pack: PackOrigin) -> str:
    """A file relative to the folder its pack is installed in, or to the project it lies in."""
    if pack.origin == "installed" and path.is_relative_to(pack.location):
        return path.relative_to(pack.location).as_posix()
    for folder in path.parents:
        if (folder / "pyproject.toml").is_file() or folder.name == "site-packages":
            return path.relative_to(folder).as_posix()
    return path.name
