"""A site of one pack, made from its record."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config.defaults import MkDocsConfig

from jacobook_site.building import said_during
from jacobook_site.pack_data import PackRecord
from jacobook_site.plugin import PackPlugin
from jacobook_site.record_file import read

_SWITCHES = (
    ("(prefers-color-scheme)", None, "brightness-auto", "Switch to light mode"),
    ("(prefers-color-scheme: light)", "default", "weather-sunny", "Switch to dark mode"),
    ("(prefers-color-scheme: dark)", "slate", "weather-night", "Switch to the system's mode"),
)

THEME: Mapping[str, Any] = {
    "name": "material",
    "font": False,
    "icon": {"logo": "material/function-variant"},
    "features": [
        "content.code.copy",
        "navigation.indexes",
        "navigation.tabs",
        "navigation.top",
        "toc.follow",
    ],
    "palette": [
        {
            "media": media,
            **({"scheme": scheme} if scheme else {}),
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": f"material/{icon}", "name": name},
        }
        for media, scheme, icon, name in _SWITCHES
    ],
}
"""The theme of the book; a test compares it with the book's own configuration."""

EXTENSIONS: list[Any] = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True, "permalink_title": "Link to this section"}},
    "pymdownx.details",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]


def build(record_path: Path, out_dir: Path) -> Path:
    """Build the site of a record, strictly; the path of its home page.

    Args:
        record_path: the record, from `jacobook check NAME --record FILE`.
        out_dir: where the site goes; what is there is replaced.

    Raises:
        RecordError: the record cannot be used.
        BuildError: the build gave a warning.
    """
    record = read(record_path)
    with tempfile.TemporaryDirectory() as empty:
        said_during(lambda: build_site(_config(record, Path(empty), out_dir)))
    return out_dir / "index.html"


def _config(record: PackRecord, docs: Path, out_dir: Path) -> MkDocsConfig:
    """The configuration of the site; MkDocs empties what it is given, so it gets copies."""
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": record.pack.namespace,
            "docs_dir": str(docs),
            "site_dir": str(out_dir),
            "strict": True,
            "use_directory_urls": False,
            "theme": copy.deepcopy(dict(THEME)),
            "plugins": [],
            "extra": {"generator": False},
            "markdown_extensions": copy.deepcopy(EXTENSIONS),
            "not_in_nav": "/rules/*/\n/families/\n/numpy/\n/kinds/\n/tags/\n/notation/\n/codes/\n/guides/",
            "nav": _navigation(record.pack.namespace),
        }
    )
    failed, _ = config.validate()
    for name, error in failed:
        raise ValueError(f"the configuration of the site: {name}: {error}")
    pages = PackPlugin(record)
    pages.load_config({})
    config.plugins["jacobook"] = pages
    return config


def _navigation(namespace: str) -> list[dict[str, str]]:
    return [
        {namespace: "index.md"},
        {"All rules": "rules/index.md"},
        {"Sources": "sources/index.md"},
    ]
