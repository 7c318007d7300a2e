"""Where a rule came from: its pack, the distribution that brought it, its file and line.

Provenance is made here and nowhere else; a rule cannot state its own.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from jacobook.discovery import Origin
from jacobook.packs import PackInfo
from jacobook.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a rule came from.

    Attributes:
        pack: the pack's namespace.
        distribution: the distribution, or the import package where none is installed.
        version: the distribution's version; empty where it is not installed.
        module: the module that holds the rule; empty if it was made without one.
        file: the module's file, or `None`.
        line: the line of the rule in it; 0 without a file.

    Example:
        >>> import jacobook as jb
        >>> book = jb.registry()
        >>> book.provenance(book["linalg.det"]).pack
        'core'
    """

    pack: str
    distribution: str
    version: str
    module: str
    file: Path | None
    line: int

    @property
    def sha256(self) -> str:
        """The hash of the file; empty without one."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest() if self.file else ""


def provenance_of(rule: Rule, pack: PackInfo, origin: Origin, module_name: str) -> Provenance:
    """Where a rule of a pack came from.

    Args:
        rule: the rule.
        pack: its pack.
        origin: what brought the pack.
        module_name: the module in which the loader found the rule; empty if it did not.
    """
    module = sys.modules.get(module_name) or module_of(rule)
    name = module.__name__ if module else ""
    file = Path(module.__file__) if module and module.__file__ else None
    known = origin.origin != "given"
    return Provenance(
        pack=pack.namespace,
        distribution=origin.distribution if known else name.split(".")[0] or origin.distribution,
        version=origin.version,
        module=name,
        file=file,
        line=_line(file, rule.id) if file else 0,
    )


def module_of(rule: Rule) -> ModuleType | None:
    """The imported module that holds a rule which no loader found."""
    guessed = sys.modules.get(f"jacobook_rules.{rule.id}")
    if guessed is not None and getattr(guessed, "rule", None) is rule:
        return guessed
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get("rule") is rule:
            return module
    return None


@functools.cache
def _line(file: Path, rule_id: str) -> int:
    """The line where the rule begins: that of the assignment above its id."""
    lines = file.read_text(encoding="utf-8").splitlines()
    quoted = (f'"{rule_id}"', f"'{rule_id}'")
    at = next((i for i, text in enumerate(lines) if any(q in text for q in quoted)), len(lines) - 1)
    above = (i for i in range(at, -1, -1) if lines[i][:1].isidentifier() and "=" in lines[i])
    return next(above, 0) + 1
