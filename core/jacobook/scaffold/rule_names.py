"""Where a new rule goes: its id inside the pack's namespace, its file, its operation's name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jacobook.namespaces import DEVICES
from jacobook.scaffold.errors import ScaffoldError

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}")


@dataclass(frozen=True, slots=True)
class RuleName:
    """The names of one rule.

    Attributes:
        id: such as `acme.linalg.logdet`.
    """

    id: str

    @property
    def words(self) -> list[str]:
        """The words after the namespace."""
        return self.id.split(".")[1:]

    @property
    def file(self) -> str:
        """The name of its file: `linalg_logdet.py`."""
        return f"{'_'.join(self.words)}.py"

    @property
    def operation(self) -> str:
        """What formulas call it: `acme_logdet`, which no other pack's operation is called."""
        return f"{self.id.split('.')[0]}_{self.words[-1]}"

    @property
    def title(self) -> str:
        """Its heading, until the author writes a better one."""
        return " ".join(self.words).replace("_", " ").capitalize()


def rule_name(given: str, namespace: str) -> RuleName:
    """The names for an id.

    Raises:
        ScaffoldError: it is no id, or lies outside the namespace; one inside is suggested.
    """
    inside = given.startswith(f"{namespace}.")
    if not inside or not _ID.fullmatch(given) or len(given) > 64:
        raise ScaffoldError(
            f"{given!r} is no id of the pack {namespace!r}: it must be two to four lower-case words "
            f"joined by dots, at most 64 characters, the first of them {namespace!r}"
            f"{_suggestion(given, namespace)}"
        )
    if device := next((word for word in given.split(".") if word in DEVICES), ""):
        raise ScaffoldError(f"{given!r}: {device!r} is the name of a device on Windows")
    return RuleName(given)


def _suggestion(given: str, namespace: str) -> str:
    words = [re.sub(r"[^a-z0-9_]+", "_", word).strip("_") for word in given.lower().split(".")]
    kept = [word for word in words if word and word != namespace][-3:]
    proposal = ".".join([namespace, *kept])
    return f". Did you mean {proposal!r}?" if _ID.fullmatch(proposal) else ""


def require_free(name: RuleName, rules: Path, known: Iterable[str]) -> Path:
    """The file that a new rule may have.

    Args:
        name: the rule's names.
        rules: the folder of the pack's rule files.
        known: ids of installed rules.

    Raises:
        ScaffoldError: the id or the file exists.
    """
    path = rules / name.file
    taken = dict.fromkeys(known, "an installed pack") | dict(_written_ids(rules))
    if name.id in taken:
        raise ScaffoldError(
            f"the id {name.id!r} exists already, in {taken[name.id]}; choose another"
        )
    if path.exists():
        raise ScaffoldError(f"{path} exists already; choose another id, or remove the file")
    return path


def _written_ids(rules: Path) -> Iterator[tuple[str, str]]:
    """The ids that rule files name, each with its file, read without running any of them."""
    for path in sorted(rules.rglob("*.py")):
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError):
            continue  # a broken file is reported by `jacobook check`
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                named = [keyword.value for keyword in call.keywords if keyword.arg == "id"]
                for value in (*named, *call.args[:1]):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value, str(path)
