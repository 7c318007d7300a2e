"""Which files of a site are as the last build left them, so that only the others are made anew.

MkDocs has a mode (`dirty`) that skips unmodified files, but judges by dates, and takes every generated
file for modified. Here a file is known by a hash of all that it is made from.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from jacobook_site.dependencies import generator_hash
from jacobook_site.inventory import Built
from jacobook_site.memory import Memory
from jacobook_site.search_index import Section
from jacobook_site.twins import twin_path


@dataclass(frozen=True, slots=True)
class Left:
    """What a page leaves behind for files about the whole site.

    Attributes:
        built: what was built.
        url: its URL.
        sections: what search looks through in it.
    """

    built: Built
    url: str
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a build made: where, and what it leaves behind if it is a page."""

    place: str
    left: Left | None = None


class LastBuild:
    """What the last build into a folder made, and what this one makes."""

    def __init__(self, memory: Memory, config: MkDocsConfig) -> None:
        """Take the memory of builds and the configuration of this one."""
        self._memory = memory
        self._folder = Path(config.site_dir).resolve()
        self._section = f"site {self._folder}"
        self._config = config
        self._keys: dict[str, str] = {}
        self._kept: dict[str, Made] = {}
        self._files: dict[str, File] = {}

    def judge(self, files: Iterable[File], dependencies: str) -> None:
        """Tell MkDocs which files need not be made.

        Args:
            files: all files of the site.
            dependencies: a hash of what hand-written pages depend on besides their text.
        """
        self._files = {file.src_uri: file for file in files}
        base = _base(self._config, self._files.values())
        for name, file in self._files.items():
            own = dependencies if _is_handwritten(file) else ""
            key = self._keys[name] = _key(base, own, file)
            made = self._memory.recall(self._section, name, key, Made)
            is_kept = made is not None and Path(file.abs_dest_path).is_file()
            if made is not None and is_kept:
                self._kept[name] = made
            file.is_modified = _no if is_kept else _yes  # type: ignore[method-assign]  # it is asked

    @property
    def kept(self) -> Mapping[str, Left]:
        """What the pages that are kept have left behind, by their source path."""
        return {name: made.left for name, made in self._kept.items() if made.left is not None}

    @property
    def changed(self) -> list[File]:
        """The files that are made anew."""
        return [file for name, file in self._files.items() if name not in self._kept]

    def finish(self, left: Mapping[str, Left]) -> None:
        """Remember what was made, and remove what is no longer part of the site.

        Args:
            left: what pages leave behind, by their source path.
        """
        places = {file.dest_uri for file in self._files.values()}
        for made in self._memory.forget_others(self._section, self._files, Made):
            if made.place not in places:
                for place in (made.place, twin_path(made.place)):
                    (self._folder / place).unlink(missing_ok=True)
        for file in self.changed:
            made = Made(file.dest_uri, left.get(file.src_uri))
            self._memory.keep(self._section, file.src_uri, self._keys[file.src_uri], made)
        self._memory.save()


def _no() -> bool:
    return False


def _yes() -> bool:
    return True


def _is_handwritten(file: File) -> bool:
    """Whether a page was written by hand: such pages run code, and show what rules state."""
    return file.is_documentation_page() and file.generated_by is None


def _key(base: str, dependencies: str, file: File) -> str:
    digest = hashlib.sha256(f"{base}{dependencies}{file.dest_uri}\0".encode())
    digest.update(file.content_bytes)
    return digest.hexdigest()[:24]


def _base(config: MkDocsConfig, files: Iterable[File]) -> str:
    """What every page depends on: generator, theme, configuration, and the titles in the navigation."""
    titles = [_heading(file) for file in files if _is_handwritten(file)]
    versions = [importlib.metadata.version(name) for name in _PROGRAMS]
    settings = [config[name] for name in _SETTINGS]
    told = json.dumps([settings, dict(config.theme), titles, versions], default=str)
    return hashlib.sha256(f"{generator_hash()}{told}".encode()).hexdigest()


_SETTINGS = (
    "site_name",
    "site_url",
    "nav",
    "use_directory_urls",
    "markdown_extensions",
    "mdx_configs",
    "extra",
    "extra_css",
    "extra_javascript",
)
_PROGRAMS = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments")


def _heading(file: File) -> str:
    match = re.search(r"^# .*$", file.content_string, re.MULTILINE)
    return f"{file.src_uri} {match[0] if match else ''}"
