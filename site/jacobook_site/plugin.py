"""The MkDocs plugin: generated pages, typeset formulas, and everything served from the site itself.

Pages written by hand may use the forms described in `jacobook_site.handwritten`:
`` `math: w @ x | w:(n); x:(n)` ``, `` `display: ...` ``, `` `rule: reduce.sum` ``,
`` `card: reduce.sum` ``, and fenced blocks that begin with ```` ```python exec ````.
"""

from __future__ import annotations

import fnmatch
import functools
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

import jacobook
from jacobook.catalogue import BUILT_IN, Registry
from jacobook.discovery import SWITCH
from jacobook_site import placeholders, search_index, sixty, speed, workshop
from jacobook_site.addresses import is_rule_page
from jacobook_site.errata import ERRATA, WorkedErratum, worked_out
from jacobook_site.generator import generate, generate_preview
from jacobook_site.handwritten import Forms, PageError
from jacobook_site.marks import stale_finding
from jacobook_site.memory import Memory
from jacobook_site.pack_data import PackRecord
from jacobook_site.published import ignored_packs, published
from jacobook_site.record_file import RecordError
from jacobook_site.records import RuleRecord
from jacobook_site.search_button import with_search

log = logging.getLogger("mkdocs.plugins.jacobook")

ASSETS = Path(__file__).parent / "assets"
"""Styles and scripts on its first level are part of every page; all else is served on demand."""

FOLDER = "assets/jacobook"
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Files of the theme that nothing asks for: the site has a search of its own."""
FONT = f"{FOLDER}/stix-two-math.woff2"


class CatalogueConfig(Config):
    """Options of the plugin in `mkdocs.yml`."""

    checks = config_options.Type(bool, default=True)
    """Verify the rules and measure the benchmark expressions; without it the pages say that this was
    not done in this build."""

    memory = config_options.Type(str, default="build/memory.bin")
    """Where records of rules and results of checks are remembered between builds."""

    only = config_options.ListOfItems(config_options.Type(str), default=[])
    """Patterns of ids (`linalg.*`): the rules to publish, for a quick look. All of them by default."""

    packs = config_options.Type(list, default=[])
    """The records of third parties' packs to publish; see `jacobook_site.published`."""


class NoOptions(Config):
    """The options of a plugin that has none."""


class PagesPlugin(BasePlugin[NoOptions]):
    """Adds generated pages to a site, and what they need: style, script, font."""

    def __init__(self) -> None:
        """Start with no pages; MkDocs makes one plugin per process."""
        super().__init__()
        self._lifted: dict[str, list[str]] = {}
        self._generated: set[str] = set()
        self._sections: dict[str, list[search_index.Section]] = {}

    def generated(self) -> Mapping[str, str]:
        """The text of each page by its source path."""
        raise NotImplementedError(f"{type(self).__name__} has to say which pages it makes")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Serve styles and scripts from the site."""
        config.extra_css[:0] = [f"{FOLDER}/{path.name}" for path in sorted(ASSETS.glob("*.css"))]
        config.extra_javascript[:0] = [
            f"{FOLDER}/{path.name}" for path in sorted(ASSETS.glob("*.js"))
        ]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the assets; leave out what only the theme's search would use."""
        for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
            files.remove(file)
        pages = self.generated()
        self._generated = set(pages)
        for path, text in pages.items():
            files.append(File.generated(config, path, content=text))
        for asset in sorted(path for path in ASSETS.rglob("*") if path.is_file()):
            name = f"{FOLDER}/{asset.relative_to(ASSETS).as_posix()}"
            files.append(File.generated(config, name, abs_src_path=str(asset)))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Lift out finished HTML."""
        path = page.file.src_uri
        lifted, self._lifted[path] = placeholders.lift(markdown)
        return lifted

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the finished HTML back; of pages that are no rule's, note what search looks through."""
        path = page.file.src_uri
        whole = placeholders.fill(html, self._lifted.pop(path, []))
        if not is_rule_page(path):
            self._sections[page.url] = search_index.sections_of(str(page.title), whole)
        return whole

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Ask for the font of formulas early, and lead to the search."""
        if "<math" in output:
            font = get_relative_url(FONT, page.url)
            preload = _PRELOAD.replace("FONT", font)
            output = output.replace("</head>", f"{preload}</head>", 1)
        return with_search(output, page.url)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what search looks through beside the rules: the sections of all other pages."""
        target = Path(config.site_dir) / search_index.PAGES
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(search_index.pages_script(self._sections), encoding="utf-8")


class PreviewPlugin(PagesPlugin):
    """Adds the pages of one pack's record to a site."""

    def __init__(self, record: PackRecord) -> None:
        """Take the record."""
        super().__init__()
        self.record = record

    def generated(self) -> Mapping[str, str]:
        """The pages of the pack alone."""
        return generate_preview(self.record)


class CataloguePlugin(PagesPlugin):
    """Adds the pages of the built-in rules, and of the packs whose records are named, to a site."""

    config_class = CatalogueConfig  # type: ignore[assignment]  # it has options, its base has none
    config: CatalogueConfig  # type: ignore[assignment]

    def __init__(self) -> None:
        """Start as for a build."""
        super().__init__()
        self._serves = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether somebody waits for the pages in the browser."""
        self._serves = command == "serve"

    @functools.cached_property
    def registry(self) -> Registry:
        """The built-in rules: packs are shown from their records, and never imported."""
        return jacobook.Registry(packs=[BUILT_IN])

    def chosen(self, rule_id: str) -> bool:
        """Whether a rule is published."""
        only = self.config.only
        return not only or any(fnmatch.fnmatchcase(rule_id, pattern) for pattern in only)

    @functools.cached_property
    def memory(self) -> Memory:
        """What earlier builds found."""
        return Memory(Path(self.config.memory))

    @functools.cached_property
    def sixty(self) -> sixty.Record | None:
        """What was measured of the benchmark expressions; nobody who writes waits for SymPy."""
        measure = self.config.checks and not self._serves
        return sixty.measured(self.registry, self.memory, measure=measure)

    @functools.cached_property
    def records(self) -> tuple[RuleRecord, ...]:
        """A record per built-in rule, computed once per process."""
        rules = [rule for rule in self.registry if self.chosen(rule.id)]
        made = workshop.records(self.registry, self.memory, rules, checks=self.config.checks)
        for record in made:
            for problem in record.problems:
                log.warning("rule %s: %s", record.id, problem.splitlines()[0])
            if record.grade == "failing":
                log.warning("rule %s: a check fails", record.id)
        return made

    @functools.cached_property
    def errata(self) -> tuple[WorkedErratum, ...]:
        """The equations that do not hold as printed, with their numbers."""
        found = worked_out(ERRATA, self.registry)
        for one in found:
            for problem in one.problems:
                log.warning("erratum %s: %s", one.entry.anchor, problem)
        return found

    @functools.cached_property
    def forms(self) -> Forms:
        """The forms of hand-written pages."""
        return Forms(self.registry, {record.id: record for record in self.records})

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the records of packs, and leave installed packs alone, before anything else is done.

        Blocks of hand-written pages and calls on rules' pages use the registry that everybody uses.
        Without its switch, that one would import every installed pack.
        """
        if ignored := ignored_packs():
            log.info("installed packs are not part of this site: %s", ignored)
        os.environ[SWITCH] = ""
        folder = Path(config.config_file_path or ".").parent
        try:
            self.packs = published(self.config.packs, folder)
        except RecordError as error:
            raise PluginError(str(error)) from error
        for pack in self.packs:
            if finding := stale_finding(pack):
                log.info("%s", finding.text)
        return super().on_config(config)

    def generated(self) -> Mapping[str, str]:
        """The pages of the whole book."""
        return generate(self.records, self.sixty, self.packs, self.errata, speed.recorded())

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Translate the forms of a hand-written page, then lift out finished HTML."""
        path = page.file.src_uri
        if path not in self._generated:
            try:
                markdown = self.forms.translated(markdown, path)
            except PageError as error:
                raise PluginError(str(error)) from error
        return super().on_page_markdown(markdown, page=page, config=config, files=files)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Rebuild when the generator changes; rules need a restart, since they are imported."""
        server.watch(str(Path(__file__).parent))
        return server


_PRELOAD = (
    '<script>location.protocol=="file:"||document.head.append(Object.assign('
    'document.createElement("link"),{rel:"preload",as:"font",type:"font/woff2",'
    'crossOrigin:"",href:"FONT"}))</script>'
)
"""Browsers refuse to preload a font from a file, so only pages from a server ask for it."""
