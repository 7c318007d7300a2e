"""A small site of one pack, made from its record: what its pages will look like."""

from __future__ import annotations

import contextlib
import copy
import functools
import http.server
import logging
import tempfile
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from jacobook.errors import JacobookError
from jacobook_site.pack_data import PackRecord
from jacobook_site.plugin import PreviewPlugin
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
    {"pymdownx.highlight": {"anchor_linenums": True}},
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]


class PreviewError(JacobookError):
    """A preview that could not be built; the message has what MkDocs said."""


def build(record_path: Path, out_dir: Path) -> Path:
    """Build the site of a record, strictly; the path of its home page.

    Args:
        record_path: the record, from `jacobook check NAME --record FILE`.
        out_dir: where the site goes; what is there is replaced.

    Raises:
        RecordError: the record cannot be used.
        PreviewError: the build gave a warning.
    """
    record = read(record_path)
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        with tempfile.TemporaryDirectory() as empty:
            build_site(_config(record, Path(empty), out_dir))
    except Abort as error:
        raise PreviewError("\n".join([f"{record_path}: {error}", *warnings.told])) from error
    finally:
        logger.removeHandler(warnings)
    return out_dir / "index.html"


class _Warnings(logging.Handler):
    """What was said at the level of warnings and above."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.told.append(record.getMessage())


def _config(record: PackRecord, docs: Path, out_dir: Path) -> MkDocsConfig:
    """The configuration of the site; MkDocs empties what it is given, so it gets copies."""
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": f"{record.pack.namespace} (preview)",
            "docs_dir": str(docs),
            "site_dir": str(out_dir),
            "strict": True,
            "use_directory_urls": False,
            "theme": copy.deepcopy(dict(THEME)),
            "plugins": [],
            "extra": {"generator": False},
            "markdown_extensions": copy.deepcopy(EXTENSIONS),
            "not_in_nav": "/rules/*/\n/families/\n/numpy/\n/kinds/\n/codes/\n/guides/",
            "nav": _navigation(record.pack.namespace),
        }
    )
    failed, _ = config.validate()
    for name, error in failed:
        raise ValueError(f"the configuration of the preview: {name}: {error}")
    pages = PreviewPlugin(record)
    pages.load_config({})
    config.plugins["jacobook"] = pages
    return config


def _navigation(namespace: str) -> list[dict[str, str]]:
    return [
        {namespace: "index.md"},
        {"All rules": "rules/index.md"},
        {"Sources": "sources/index.md"},
    ]


def serve(record_path: Path, port: int = 8000, *, open_browser: bool = True) -> None:
    """Build the site of a record and serve it on this machine until the keyboard interrupts.

    Args:
        record_path: the record.
        port: 0 for any that is free.
        open_browser: show it.
    """
    with tempfile.TemporaryDirectory() as folder:
        build(record_path, Path(folder))
        handler = functools.partial(_QuietHandler, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
            address = f"http://127.0.0.1:{server.server_port}/"
            print(f"{address} (Ctrl-C to stop)", flush=True)
            if open_browser:
                webbrowser.open(address)
            with contextlib.suppress(KeyboardInterrupt):
                server.serve_forever()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
