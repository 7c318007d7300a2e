"""Where one is: the pack whose folder holds the present one, as its pyproject.toml tells."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jacobook.discovery import GROUP
from jacobook.scaffold.errors import ScaffoldError

_ADVICE = "Go to a pack's folder first, or make one: jacobook new-pack acme"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """A pack's folder on disk.

    Attributes:
        root: where its pyproject.toml is.
        namespace: the name of its entry point.
        module: the module that the entry point names.
        author: the first of its authors.
        template: the version of the template it was made with; empty if that is not recorded.
    """

    root: Path
    namespace: str
    module: str
    author: str
    template: str

    @property
    def rules(self) -> Path:
        """The folder of its rule files.

        Raises:
            ScaffoldError: there is none.
        """
        inside = Path(*self.module.split("."), "rules")
        for place in (self.root / "src" / inside, self.root / inside):
            if place.is_dir():
                return place
        raise ScaffoldError(
            f"{self.root / 'src' / inside} is missing. add-rule writes into the folder 'rules' of "
            f"the package {self.module}: make it, with an __init__.py, and let the pack include "
            f"'{self.module}.rules'"
        )


def pack_folder(start: Path) -> PackFolder:
    """The pack in whose folder `start` lies.

    Raises:
        ScaffoldError: there is no pyproject.toml with a pack, here or above, or it is unreadable.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        project = folder / "pyproject.toml"
        if project.is_file() and (found := _read(project)) is not None:
            return found
    raise ScaffoldError(
        f"no pack here: neither {start.resolve()} nor a folder above it has a pyproject.toml with "
        f"an entry point in the group '{GROUP}'. {_ADVICE}"
    )


def _read(project: Path) -> PackFolder | None:
    """The pack that a pyproject.toml declares, or `None`."""
    try:
        content = tomllib.loads(project.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ScaffoldError(f"{project} cannot be read: {error}") from None
    points = _table(content, "project", "entry-points", GROUP)
    if not points:
        return None
    if len(points) > 1:
        raise ScaffoldError(f"{project} declares several packs: {', '.join(points)}; keep one")
    ((namespace, target),) = points.items()
    authors = _table(content, "project").get("authors") or [{}]
    return PackFolder(
        root=project.parent,
        namespace=namespace,
        module=str(target).partition(":")[0].strip(),
        author=str(authors[0].get("name", "")),
        template=str(_table(content, "tool", "jacobook").get("template", "")),
    )


def _table(content: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """A table inside of tables; empty where there is none."""
    for name in names:
        found = content.get(name)
        content = found if isinstance(found, Mapping) else {}
    return content
