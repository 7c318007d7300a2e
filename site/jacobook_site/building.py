"""Builds the site that a configuration describes; what has not changed since the last build is kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils import clean_directory

from jacobook.errors import JacobookError
from jacobook_site.incremental import LastBuild
from jacobook_site.memory import Memory
from jacobook_site.plugin import CataloguePlugin, PagesPlugin, Told


class BuildError(JacobookError):
    """A site that could not be built; the message has what was said, and what to do."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted of a build; `None` leaves it to the configuration.

    Attributes:
        folder: where the site goes.
        checks: verify the rules.
        only: patterns of the ids to publish.
        strict: whether warnings stop the build.
        clean: make all files anew.
    """

    folder: Path | None = None
    checks: bool | None = None
    only: tuple[str, ...] = ()
    strict: bool | None = None
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: where the site is, how many files it has made, and in how many seconds."""

    folder: Path
    made: int
    seconds: float
    warnings: Sequence[str]


class Site:
    """A site that is built once, or again and again while somebody writes.

    Raises:
        BuildError: there is no configuration, it is wrong, or it lacks the plugin.
    """

    def __init__(self, configuration: Path, wishes: Wishes, *, command: str = "build") -> None:
        """Read the configuration.

        Args:
            configuration: the path of `mkdocs.yml`.
            wishes: what differs from it.
            command: `build` or `serve`.
        """
        self.path, self.wishes = configuration, wishes
        config = self._config()
        config.plugins.on_startup(command=command, dirty=not wishes.clean)  # type: ignore[arg-type]
        self.plugin = _plugin_of(config)
        self.folder = Path(config.site_dir)
        self.pages = Path(config.docs_dir)

    def build(self, told: Told = lambda what, count, total: None) -> Built:
        """Build it.

        Raises:
            BuildError: a page cannot be made, or there was a warning and the build is strict.
        """
        start = time.monotonic()
        config = self._config()
        self.plugin.told = told
        if self.wishes.clean:
            clean_directory(config.site_dir)
        last = LastBuild(Memory(_memory_of(self.folder)), config)
        self.plugin.keep_unchanged(last)
        try:
            said = said_during(lambda: build_site(config, dirty=True))
        finally:
            self.plugin.on_build_error()  # of an interrupt MkDocs tells nobody
        last.finish(self.plugin.left)
        made = len(last.changed)
        return Built(self.folder, made, time.monotonic() - start, said)

    def generated(self) -> Mapping[str, str]:
        """The text of each generated page by its source path, for other site builders."""
        self.plugin.on_config(self._config())
        return self.plugin.generated()

    def _config(self) -> MkDocsConfig:
        """The configuration, with the wishes in it."""
        if not self.path.is_file():
            raise BuildError(
                f"no {self.path} here: a site is described by that file; run this where it is, name it "
                "with --config, or name a pack (`jacobook build acme --out DIR`)"
            )
        folder = str(self.wishes.folder.resolve()) if self.wishes.folder else None
        try:
            config = load_config(str(self.path), site_dir=folder, strict=self.wishes.strict)
        except (Abort, ConfigurationError) as error:
            raise BuildError(f"{self.path}: {error}") from error
        plugin = _plugin_of(config)
        if isinstance(plugin, CataloguePlugin):
            if self.wishes.checks is not None:
                plugin.config.checks = self.wishes.checks
            if self.wishes.only:
                plugin.config.only = list(self.wishes.only)
        return config


def _plugin_of(config: MkDocsConfig) -> PagesPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, PagesPlugin):
            return plugin
    raise BuildError(
        f"{config.config_file_path}: the plugin that makes the pages is not in it; add `- jacobook` "
        "to `plugins`"
    )


def _memory_of(folder: Path) -> Path:
    """Where builds into a folder are remembered: beside it, since it may be published as it is."""
    return folder.with_name(f".{folder.name}.jacobook")


# ---------------------------------------------------------------------------------- warnings


def said_during(work: Callable[[], None]) -> list[str]:
    """What MkDocs warned of while it worked.

    Raises:
        BuildError: it gave up; the message has the warnings.
    """
    warnings = _Warnings()
    logger, builder = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.commands.build")
    logger.addHandler(warnings)
    builder.addFilter(_is_news)
    try:
        work()
    except Abort as error:
        raise BuildError("\n".join([str(error), *warnings.told])) from error
    finally:
        logger.removeHandler(warnings)
        builder.removeFilter(_is_news)
    return warnings.told


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a message says something: MkDocs warns of its own way to tell what has changed."""
    return "'dirty' build" not in record.getMessage()


class _Warnings(logging.Handler):
    """What was said at the level of warnings and above."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.told.append(record.getMessage())
