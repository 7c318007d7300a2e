"""Where a rule came from: its pack, distribution, file and line."""

from __future__ import annotations

import functools
import os
import platform
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import ModuleType

import numpy as np

import jacobook
from jacobook.catalogue import Registry
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


def module_of(rule: Rule) -> ModuleType | None:
    """The imported module whose `rule` this is."""
    guessed = sys.modules.get(f"jacobook_rules.{rule.id}")
    if guessed is not None and getattr(guessed, "rule", None) is rule:
        return guessed
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("rule") is rule:
            return module
    return None


def origin(rule: Rule, registry: Registry) -> Origin:
    """Where a rule came from."""
    info = registry.pack_of(rule)
    module = module_of(rule)
    name = module.__name__ if module else ""
    path = Path(module.__file__) if module and module.__file__ else None
    return Origin(
        pack=info.namespace,
        title=info.title or info.namespace,
        built_in=info.namespace == "core",
        distribution=_distribution(name.split(".")[0]) if name else "",
        module=name,
        path=_relative(path) if path else "",
        line=_line(path) if path else 0,
        text=path.read_text(encoding="utf-8") if path else "",
    )


@functools.cache
def _distribution(package: str) -> str:
    if package in ("jacobook_rules", ""):
        return f"jacobook {jacobook.__version__}"
    for name in metadata.packages_distributions().get(package, []):
        return f"{name} {metadata.version(name)}"
    return package


def _relative(path: Path) -> str:
    for folder in path.parents:
        if (folder / "pyproject.toml").is_file():
            return path.relative_to(folder).as_posix()
        if folder.name == "site-packages":
            return path.relative_to(folder).as_posix()
    return path.name


@functools.cache
def _line(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((i for i, text in enumerate(lines, 1) if text.startswith("rule")), 1)
