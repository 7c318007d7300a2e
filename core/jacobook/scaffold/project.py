"""The folder of a new pack: which files it has, and what fills their templates.

A template is the text of the file, with `{{words}}` in the places that differ between packs.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path
from types import MappingProxyType

from jacobook.hookspecs import CONTRACT
from jacobook.namespaces import objection
from jacobook.scaffold.errors import ScaffoldError

TEMPLATE_VERSION = "1"
"""Counted up when the template changes, so that packs can see whether theirs is the present one."""

LOWEST_HOST = "0.1"
LOWEST_NUMPY = "2.1"
"""The oldest versions that the template's tests install."""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "pyproject.toml": "pyproject.toml",
        "src/jacobook_{{namespace}}/__init__.py": "package.py",
        "src/jacobook_{{namespace}}/py.typed": "py.typed",
        "src/jacobook_{{namespace}}/rules/__init__.py": "rules.py",
        "src/jacobook_{{namespace}}/rules/softsign.py": "softsign.py",
        "tests/test_rules.py": "test_rules.py",
        "README.md": "README.md",
        "LICENSE": "LICENSE",
        ".gitignore": "gitignore",
        ".github/workflows/test.yml": "test.yml",
        ".github/workflows/publish.yml": "publish.yml",
    }
)
"""The files of a pack, each with its template."""

_WORD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Project:
    """What distinguishes one pack's folder from another's.

    Attributes:
        namespace: the first part of its rules' ids.
        author: the name in its metadata and its licence.
    """

    namespace: str
    author: str = ""

    def __post_init__(self) -> None:
        """Refuse names that cannot stand where they will be written.

        Raises:
            ScaffoldError: one cannot.
        """
        require_namespace(self.namespace)
        if not self.author.isprintable():
            raise ScaffoldError(f"the author {self.author!r} has characters that cannot be printed")

    @property
    def folder(self) -> str:
        """The name of the folder, which is the distribution's too."""
        return f"jacobook-{self.namespace}"

    def files(self) -> dict[str, str]:
        """The text of each file, by its path inside the folder."""
        words = self._words()
        return {
            _filled(path, words): _filled(_template(name), words) for path, name in FILES.items()
        }

    def _words(self) -> dict[str, str]:
        author = self.author.strip() or f"The authors of {self.folder}"
        return {
            "namespace": self.namespace,
            "title": self.namespace.replace("_", " ").capitalize(),
            "author": author,
            "author_in_quotes": json.dumps(author, ensure_ascii=False),
            "contract": CONTRACT,
            "lowest_host": LOWEST_HOST,
            "lowest_numpy": LOWEST_NUMPY,
            "template_version": TEMPLATE_VERSION,
        }


def require_namespace(name: str) -> None:
    """Refuse a name that cannot be a pack's namespace.

    Raises:
        ScaffoldError: it cannot; a name that can is suggested.
    """
    wrong = objection(name)
    if not wrong and name.endswith("_"):
        wrong = f"{name!r} ends with '_', as no distribution's name may"
    if wrong:
        raise ScaffoldError(
            f"{wrong}. A pack's name is the first word of its rules' ids{_suggestion(name)}"
        )


def _suggestion(name: str) -> str:
    """A name like the one that was refused, which would do."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower().removeprefix("jacobook-")).strip("_0123456789")
    proposals = (plain[:32].rstrip("_"), f"my_{plain}"[:32])
    free = next((p for p in proposals if plain and not objection(p)), "acme")
    return f"; for example: jacobook new-pack {free}"


def _template(name: str) -> str:
    return (resources("jacobook.scaffold") / "templates" / f"{name}.tmpl").read_text("utf-8")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda match: words[match[1]], text)


def write(project: Project, folder: Path) -> list[Path]:
    """Write a new pack's files.

    Raises:
        ScaffoldError: the folder exists and is not empty, or cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ScaffoldError(
                f"{folder} exists already and is not empty. Choose another name, or another place "
                "with --dir; to compare a pack with the present template, run "
                "'jacobook new-pack --update' inside it"
            )
        return [_written(folder / path, text) for path, text in project.files().items()]
    except OSError as error:
        raise ScaffoldError(f"{folder} cannot be written: {error.strerror or error}") from None


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def differences(project: Project, folder: Path) -> Iterator[str]:
    """For each file that differs from the template: what would have to change, as a unified diff.

    Args:
        project: what the template is filled with.
        folder: the pack's folder.
    """
    for path, wanted in project.files().items():
        there = _lines(folder / path)
        changes = difflib.unified_diff(
            there or [],
            wanted.splitlines(keepends=True),
            f"{path} (here)" if there is not None else "/dev/null",
            f"{path} (template {TEMPLATE_VERSION})",
        )
        if text := "".join(changes):
            yield text


def _lines(path: Path) -> list[str] | None:
    """The lines of a file; `None` if there is no such file."""
    if not path.is_file():
        return None
    return path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
