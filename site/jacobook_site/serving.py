"""Shows a site while somebody writes: what changes is made anew, and the browser loads it again."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

import jacobook
import jacobook_rules
from jacobook.discovery import GROUP
from jacobook.errors import JacobookError
from jacobook.verification import Target
from jacobook_site.building import Built, Site
from jacobook_site.dependencies import GENERATOR, dependents
from jacobook_site.plugin import CataloguePlugin, Told

ENGINE = Path(jacobook.__file__).parent
RULES = Path(jacobook_rules.__file__).parent
Say = Callable[[str], None]


def serve(
    folder: Path,
    rebuild: Callable[[], None],
    watched: Iterable[Path],
    *,
    port: int,
    opens: bool,
    say: Say,
) -> None:
    """Serve a folder on this machine alone until the keyboard interrupts, and rebuild on changes.

    Args:
        folder: the site.
        rebuild: makes it anew.
        watched: files and folders that it is made from.
        port: 0 for any that is free.
        opens: show it in a browser.
        say: tells the user.

    Raises:
        OSError: the port is taken.
    """
    server = _Server(rebuild, "127.0.0.1", port, str(folder))
    for path in watched:
        server.watch(str(path))
    try:
        server.serve_and_say(say, opens)
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs's server, which tells its address once it has one."""

    def server_activate(self) -> None:
        """Take connections; a port that was left open is known now."""
        super().server_activate()
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self._say(f"{self.url} (Ctrl-C to stop)")

    def serve_and_say(self, say: Say, opens: bool) -> None:
        """Serve until interrupted."""
        self._say = say
        self.serve(open_in_browser=opens)  # type: ignore[no-untyped-call]


class Workplace:
    """The book's site while its rules and pages are written."""

    def __init__(self, site: Site, say: Say, told: Told) -> None:
        """Build it for the first time."""
        self.site, self.say, self.told = site, say, told
        self.watched = [site.path, site.pages, RULES, GENERATOR, ENGINE]
        start = time.monotonic()
        self._report(site.build(told), start)
        self._seen = _times(self.watched)
        threading.Thread(target=_load_what_edits_need, daemon=True).start()

    @property
    def _plugin(self) -> CataloguePlugin:
        plugin = self.site.plugin
        assert isinstance(plugin, CataloguePlugin)
        return plugin

    def rebuild(self) -> None:
        """Make what depends on the files that have changed; what is wrong is told, and nothing lost."""
        now = _times(self.watched)
        changed = {path for path, _ in now.items() ^ self._seen.items()}
        self._seen = now
        if any(path.is_relative_to(each) for path in changed for each in (GENERATOR, ENGINE)):
            self.say("The generator or the engine has changed: starting again.")
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
        try:
            start = time.monotonic()
            self._reloaded({path for path in changed if path.suffix == ".py"})
            self._report(self.site.build(self.told), start)
        except (JacobookError, SyntaxError) as error:
            self.say(f"Not rebuilt: {error}")

    def _reloaded(self, files: set[Path]) -> None:
        """Take the rules of these files anew."""
        if not files:
            return
        changed = self._plugin.reload(files)
        self.say(f"Changed: {', '.join(changed)}")
        others = sum(1 for _ in dependents(changed, self._plugin.registry))
        if others:
            self.say(f"{others} rules that use it are shown as before; restart to make them anew.")

    def _report(self, built: Built, start: float) -> None:
        """Say what was done since a moment."""
        for warning in built.warnings:
            self.say(warning)
        self.say(f"{built.made} files made in {time.monotonic() - start:.1f} s")


def _load_what_edits_need() -> None:
    """Import SymPy while nobody waits: records of rules need it, and remembered ones do not."""
    importlib.import_module("jacobook.symbolic")


def _times(paths: Iterable[Path]) -> Mapping[Path, int]:
    """When each file was changed last."""
    found = {}
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                found[file] = file.stat().st_mtime_ns
    return found


def files_of(target: Target) -> list[Path]:
    """What a pack is made from: a file of rules, or the folder of its import package.

    Nothing is imported: a top-level package is only looked for.
    """
    if target.file:
        return [Path(target.file)]
    points = importlib.metadata.distribution(target.distribution).entry_points
    modules = {p.module.split(".")[0] for p in points.select(group=GROUP, name=target.namespace)}
    specs = filter(None, map(importlib.util.find_spec, sorted(modules)))
    return [Path(spec.origin).parent for spec in specs if spec.origin]
