"""Where a rule came from: its pack, the distribution that brought it, its file and line.

Provenance is made here and nowhere else; a rule cannot state its own.
"""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from jacobook.packs import PackInfo
from jacobook.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a rule came from.

    Attributes:
        pack: the pack's namespace.
        distribution: the installed distribution, or the import package where none is installed.
        version: the distribution's version; empty where it is not installed.
        module: the module that holds the rule; empty if it was made without one.
        file: the module's file, or `None`.
        line: the line of the rule in it; 0 without a file.
    """

    pack: str
    distribution: str
    version: str
    module: str
    file: Path | None
    line: int


def provenance_of(rule: Rule, pack: PackInfo) -> Provenance:
    """Where a rule of a pack came from."""
    module = module_of(rule)
    name = module.__name__ if module else ""
    file = Path(module.__file__) if module and module.__file__ else None
    distribution, version = _distribution(name.split(".")[0])
    return Provenance(
        pack=pack.namespace,
        distribution=distribution,
        version=version,
        module=name,
        file=file,
        line=_line(file) if file else 0,
    )


def module_of(rule: Rule) -> ModuleType | None:
    """The imported module whose `rule` this is."""
    guessed = sys.modules.get(f"jacobook_rules.{rule.id}")
    if guessed is not None and getattr(guessed, "rule", None) is rule:
        return guessed
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("rule") is rule:
            return module
    return None


@functools.cache
def _distribution(package: str) -> tuple[str, str]:
    """The distribution that brought an import package, with its version."""
    from importlib import metadata

    for name in metadata.packages_distributions().get(package, []):
        return name, metadata.version(name)
    return package, ""


@functools.cache
def _line(file: Path) -> int:
    """The line where the module's `rule` begins."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((i for i, text in enumerate(lines, 1) if text.startswith("rule")), 1)
