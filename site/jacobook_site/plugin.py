"""The MkDocs plugin: generated pages, typeset formulas, and everything served from the site itself.

Pages written by hand may use the forms described in `jacobook_site.handwritten`:
`` `math: w @ x | w:(n); x:(n)` ``, `` `display: ...` ``, `` `rule: reduce.sum` ``,
`` `card: reduce.sum` ``, and fenced blocks that begin with ```` ```python exec ````.
"""

from __future__ import annotations

import fnmatch
import functools
import hashlib
import html
import logging
import os
import posixpath
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pygments
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

import jacobook
from jacobook import catalogue
from jacobook.catalogue import BUILT_IN, Registry
from jacobook.discovery import SWITCH
from jacobook.operations import vocabulary_function
from jacobook.rule import Rule
from jacobook_site import (
    api_page,
    lesson_path,
    placeholders,
    relations,
    search_index,
    sixty,
    speed,
    workshop,
)
from jacobook_site.addresses import is_rule_page
from jacobook_site.book import Book, book_of
from jacobook_site.companions import BESIDE, Companions, write
from jacobook_site.dependencies import whole_state
from jacobook_site.errata import ERRATA, WorkedErratum, worked_out
from jacobook_site.generator import generate, generate_pack
from jacobook_site.handwritten import Forms, PageError
from jacobook_site.incremental import LastBuild, Left
from jacobook_site.inventory import Built
from jacobook_site.kept import Kept
from jacobook_site.marks import stale_finding
from jacobook_site.markup import element, escape
from jacobook_site.memory import Memory
from jacobook_site.navigation import rendered_once
from jacobook_site.pack_data import PackRecord
from jacobook_site.preparing import Preparing, Ready, ready
from jacobook_site.published import ignored_packs, published
from jacobook_site.record_file import RecordError
from jacobook_site.records import RuleRecord, linked
from jacobook_site.repository import is_repository
from jacobook_site.search_button import with_search
from jacobook_site.twins import twin_of, twin_path

log = logging.getLogger("mkdocs.plugins.jacobook")

Told = Callable[[str, int, int], None]
"""Is told what is made, how many are done, and how many are wanted."""

ASSETS = Path(__file__).parent / "assets"
"""Styles and scripts on its first level are part of every page; all else is served on demand."""

FOLDER = "assets/jacobook"
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Files of the theme that nothing asks for: the site has a search of its own."""
FONT = f"{FOLDER}/stix-two-math.woff2"


class _Compiled(BytecodeCache):
    """Compiled templates, while this process lives."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if there is any."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._known[bucket.key] = bucket.bytecode_to_string()


class CatalogueConfig(Config):
    """Options of the plugin in `mkdocs.yml`."""

    checks = config_options.Type(bool, default=True)
    """Verify the rules and measure the benchmark expressions; without it the pages say that this was
    not done in this build."""

    memory = config_options.Type(str, default="build/memory.bin")
    """Where records of rules and results of checks are remembered between builds."""

    only = config_options.ListOfItems(config_options.Type(str), default=[])
    """Patterns of ids (`linalg.*`): the rules to publish, for a quick look. All of them by default."""

    repository = config_options.Type(str, default="")
    """The address of the sources' repository: pages of rules then link to their lines in it, to its
    editor and to a new report. Without it they link to the copies of the files on this site."""

    packs = config_options.Type(list, default=[])
    """The records of third parties' packs to publish; see `jacobook_site.published`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page with its forms replaced, ready for the converter, and its twin."""

    page: Ready
    twin: str


class NoOptions(Config):
    """The options of a plugin that has none."""


class PagesPlugin(BasePlugin[NoOptions]):
    """Adds generated pages to a site, and what they need: style, script, font."""

    def __init__(self) -> None:
        """Start with no pages; MkDocs makes one plugin per process."""
        super().__init__()
        self.told: Told = lambda what, count, total: None
        self._last: LastBuild | None = None
        self._lifted: dict[str, list[str]] = {}
        self._generated: set[str] = set()
        self._order: list[str] = []
        self._written = self._wanted = 0
        self._companions = Companions()
        self._preparing = Preparing({})
        self._compiled = _Compiled()
        self._nav = Navigation([], [])
        self.left: dict[str, Left] = {}
        """By source path, what pages leave behind for files about the whole site."""
        self._searched: dict[str, tuple[search_index.Section, ...]] = {}

    @property
    def book(self) -> Book:
        """The rules of the site."""
        raise NotImplementedError(f"{type(self).__name__} has to say which rules it has")

    def generated(self) -> Mapping[str, str]:
        """The text of each page by its source path."""
        raise NotImplementedError(f"{type(self).__name__} has to say which pages it makes")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Serve styles and scripts from the site."""
        config.extra_css[:0] = [f"{FOLDER}/{path.name}" for path in sorted(ASSETS.glob("*.css"))]
        config.extra_javascript[:0] = [
            f"{FOLDER}/{path.name}" for path in sorted(ASSETS.glob("*.js"))
        ]
        config.markdown_extensions.append("jacobook_site.lone_pieces")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the assets; leave out what only the theme's search would use."""
        for file in [file for file in files if file.src_uri.startswith(UNUSED)]:
            files.remove(file)
        pages = self.generated()
        self._generated = set(pages)
        self._written = self._wanted = 0
        self.left, self._searched = {}, {}
        for path, text in pages.items():
            files.append(File.generated(config, path, content=text))
        for path in BESIDE:  # pages may link to what is written last
            files.append(File.generated(config, path, content=""))
        for asset in sorted(path for path in ASSETS.rglob("*") if path.is_file()):
            name = f"{FOLDER}/{asset.relative_to(ASSETS).as_posix()}"
            files.append(File.generated(config, name, abs_src_path=str(asset)))
        return files

    def keep_unchanged(self, last: LastBuild) -> None:
        """Make only the files that differ from those of the last build."""
        self._last = last

    def dependencies(self) -> str:
        """A hash of what pages written by hand depend on besides their text."""
        return ""

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Tell MkDocs which files it may keep; what other pages need of these is remembered."""
        self._nav = nav
        self._order = [file.src_uri for file in files.documentation_pages()]
        if self._last is not None:
            self._last.judge(files, self.dependencies())
            kept = self._last.kept
            for page in nav.pages:
                if (left := kept.get(page.file.src_uri)) is not None:
                    page.title = left.built.title
            self.left = dict(kept)
        changed = self._last.changed if self._last is not None else list(files)
        pages = [file for file in changed if file.is_documentation_page()]
        self._wanted = len(pages)
        self._preparing = Preparing(
            {f.src_uri: f.content_string for f in pages if f.src_uri in self._generated}
        )
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates compiled between builds, and its navigation between pages."""
        env.bytecode_cache = self._compiled
        rendered_once(env, self._nav)
        return env

    def on_build_error(self, *, error: BaseException | None = None) -> None:
        """End what was begun."""
        self._preparing.end()

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Lift out finished HTML, coloured code among it."""
        path = page.file.src_uri
        made = self._preparing.page(path, markdown)
        return self._put_aside(page, made, self._preparing.twin(path, markdown))

    def _put_aside(self, page: Page, made: Ready, twin: Callable[[], str]) -> str:
        """What the converter gets of a page; the rest is put aside."""
        self._companions.take(page.file.dest_uri, twin)
        self._lifted[page.file.src_uri] = made.pieces
        return made.text

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the finished HTML back; of pages that are no rule's, note what search looks through."""
        path = page.file.src_uri
        whole = placeholders.fill(html, self._lifted.pop(path, []))
        if not is_rule_page(path):
            self._searched[path] = tuple(search_index.sections_of(str(page.title), whole))
        return whole

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Ask for the font of formulas early, and lead to the search."""
        self._written += 1
        self.told("pages", self._written, self._wanted)
        path = page.file.src_uri
        self.left[path] = Left(built(page), page.url, self._searched.get(path, ()))
        output = output.replace(_ARTICLE, f"{_ARTICLE}{address(page, config)}", 1)
        output = output.replace("</head>", f"{_head_of(output, page)}</head>", 1)
        return with_search(output, page.url)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is about all pages: twins and their index, the inventory, what search looks in."""
        left = [self.left[path] for path in self._order if path in self.left]
        told = config.site_description or config.site_name
        files = dict(
            self._companions.files(self.book, [x.built for x in left], config.site_name, told)
        )
        self._preparing.end()
        searched = search_index.pages_script({x.url: x.sections for x in left})
        write(Path(config.site_dir), {**files, search_index.PAGES: searched.encode()})


def built(page: Page) -> Built:
    """What the companions need to know of a page."""
    above = list(page.ancestors)
    return Built(
        path=page.file.dest_uri,
        title=str(page.title),
        anchors=tuple(_anchors(page.toc)),
        description=str(page.meta.get("description", "")),
        section=(above[-1].title or "") if above else "",
    )


def _anchors(links: Iterable[AnchorLink]) -> Iterator[tuple[str, str]]:
    for link in links:
        yield link.id, html.unescape(link.title)
        yield from _anchors(link.children)


def address(page: Page, config: MkDocsConfig) -> str:
    """Where the page is, for paper: the whole address if the site knows its own."""
    where = page.canonical_url if config.site_url else f"{config.site_name}: {page.file.dest_uri}"
    return element("p", escape(where), class_="jb-address")


def _head_of(output: str, page: Page) -> str:
    """What a page adds to its head: its layout and its font if it has formulas, and its twin."""
    layout = _LAYOUT if 'class="jb-in-denominator"' in output else ""
    font = get_relative_url(FONT, page.url)
    preload = _PRELOAD.replace("FONT", font) if "<math" in output else ""
    return f"{layout}{preload}{alternate(page)}"


def alternate(page: Page) -> str:
    """The element that leads from a page to its twin.

    The theme's script takes every `link[rel=alternate]` for a translation of the site, and asks for
    its sitemap. With a space the attribute means the same and is no longer equal to that word.
    """
    twin = twin_path(posixpath.basename(page.file.dest_uri))
    return f'<link rel="alternate " type="text/markdown" href="{twin}">'


class PackPlugin(PagesPlugin):
    """Adds the pages of one pack's record to a site."""

    def __init__(self, record: PackRecord) -> None:
        """Take the record."""
        super().__init__()
        self.record = record

    @property
    def book(self) -> Book:
        """The rules of the pack."""
        return book_of((), [self.record], front=self.record.pack.namespace)

    def generated(self) -> Mapping[str, str]:
        """The pages of the pack alone."""
        return generate_pack(self.record)


class CataloguePlugin(PagesPlugin):
    """Adds the pages of the built-in rules, and of the packs whose records are named, to a site."""

    config_class = CatalogueConfig  # type: ignore[assignment]  # it has options, its base has none
    config: CatalogueConfig  # type: ignore[assignment]

    def __init__(self) -> None:
        """Start as for a build."""
        super().__init__()
        self._serves = False
        self._kept = Kept()

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
        made = workshop.records(
            self.registry,
            self.memory,
            rules,
            checks=self.config.checks,
            told=lambda count, total: self.told("rules", count, total),
        )
        for record in made:
            for problem in record.problems:
                log.warning("rule %s: %s", record.id, problem.splitlines()[0])
            if record.grade == "failing":
                log.warning("rule %s: a check fails", record.id)
        return made

    def reload(self, files: Collection[Path]) -> tuple[str, ...]:
        """Take rules from files that have changed, or are new, or are gone; the ids of these rules.

        Records of other rules stay as they are, those of rules that name these ones too.

        Raises:
            JacobookError: a file has no rule that can be used; everything stays as it was.
        """
        modules = [name for name, module in list(sys.modules.items()) if _file_of(module) in files]
        before = {name: sys.modules.pop(name) for name in modules}
        try:
            registry = jacobook.Registry(packs=[BUILT_IN], strict=True)
        except Exception:
            sys.modules.update(before)
            raise
        catalogue.forget_default()
        vocabulary_function.cache_clear()
        changed = {rule.id for rule in registry if registry.provenance(rule).file in files}
        gone = {rule.id for rule in self.registry if rule.id not in registry}
        self._take(registry, changed)
        return tuple(sorted(changed | gone))

    def _take(self, registry: Registry, changed: Collection[str]) -> None:
        """Use other rules; records of those that have changed are made anew."""
        kept = [r for r in self.records if r.id in registry and r.id not in changed]
        rules = [registry[name] for name in changed if self.chosen(name)]
        checks = self.config.checks
        if all(_is_alike(rule, self.registry) for rule in rules):
            relations.known(registry, lambda: relations.known(self.registry))
        made = workshop.records(registry, self.memory, rules, checks=checks)
        self.__dict__["records"] = linked(sorted([*kept, *made], key=lambda r: r.id), registry)
        self.__dict__["registry"] = registry
        self.__dict__.pop("forms", None)

    def dependencies(self) -> str:
        """The engine and all rules; somebody who waits in the browser does not wait for these pages."""
        return "" if self._serves else whole_state(self.registry)

    @property
    def book(self) -> Book:
        """The rules that are published."""
        return book_of(self.records, self.packs)

    @functools.cached_property
    def errata(self) -> tuple[WorkedErratum, ...]:
        """The equations that do not hold as printed, with their numbers."""
        found = worked_out(ERRATA, self.registry, self.memory, whole_state(self.registry))
        for one in found:
            for problem in one.outcome.problems:
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
        if (given := self.config.repository) and not is_repository(given):
            raise PluginError(
                f"the option `repository` is {given!r}; write the address of a web page"
            )
        if ignored := ignored_packs():
            log.info("installed packs are not part of this site: %s", ignored)
        os.environ[SWITCH] = ""
        folder = Path(config.config_file_path or ".").parent
        try:
            self.packs = published(self.config.packs, folder, self.memory)
        except RecordError as error:
            raise PluginError(str(error)) from error
        for pack in self.packs:
            if finding := stale_finding(pack):
                log.info("%s", finding.text)
        return super().on_config(config)

    @functools.cached_property
    def reference(self) -> str:
        """The reference of the library, whose examples are run."""
        key = whole_state(self.registry)
        return self.memory.made("reference", "all", key, str, api_page.api_page)

    def generated(self) -> Mapping[str, str]:
        """The pages of the whole book."""
        return generate(
            self.records,
            self.sixty,
            self.packs,
            self.errata,
            speed.recorded(),
            self.config.repository,
            self.reference,
            kept=self._kept,
        )

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Translate the forms of a hand-written page, then lift out finished HTML."""
        path = page.file.src_uri
        if path in self._generated:
            return super().on_page_markdown(markdown, page=page, config=config, files=files)
        try:
            made = self._translated(lesson_path.framed(path, markdown, _lessons_beside(page)), path)
        except PageError as error:
            raise PluginError(str(error)) from error
        return self._put_aside(page, made.page, lambda: made.twin)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is about all pages; remember the pages whose code was run."""
        super().on_post_build(config=config)
        self.memory.save()

    def _translated(self, markdown: str, path: str) -> Written:
        """A hand-written page with its forms replaced, remembered with what its code printed."""
        parts = [
            whole_state(self.registry),
            pygments.__version__,
            ",".join(record.id for record in self.records),
            markdown,
        ]
        key = hashlib.sha256("\0".join(parts).encode()).hexdigest()

        def make() -> Written:
            translated = self.forms.translated(markdown, path)
            return Written(ready(translated), twin_of(translated))

        return self.memory.made("hand-written", path, key, Written, make)


def _is_alike(rule: Rule, registry: Registry) -> bool:
    """Whether a rule is related to others as the rule of its id in a registry is."""
    return rule.id in registry and _related_by(registry[rule.id]) == _related_by(rule)


def _related_by(rule: Rule) -> tuple[object, ...]:
    return rule.op, rule.kind, rule.function, rule.operands, rule.functions, rule.variadic


def _file_of(module: Any) -> Path | None:
    """The file of a module, if it has one."""
    name = getattr(module, "__file__", None)
    return Path(name) if name else None


def _lessons_beside(page: Page) -> list[lesson_path.Lesson]:
    """The lessons in the section of a page, in the order of the navigation."""
    section = page.parent
    beside = [each for each in section.children if isinstance(each, Page)] if section else []
    found = [lesson_path.lesson(each.file.src_uri, each.file.content_string) for each in beside]
    return [each for each in found if each.question]


_PRELOAD = (
    '<script>location.protocol=="file:"||document.head.append(Object.assign('
    'document.createElement("link"),{rel:"preload",as:"font",type:"font/woff2",'
    'crossOrigin:"",href:"FONT"}))</script>'
)
"""Browsers refuse to preload a font from a file, so only pages from a server ask for it."""

_LAYOUT = (
    "<script>(()=>{let l=new URLSearchParams(location.search).get('layout');"
    "try{l??=localStorage.getItem('jb-layout')}catch{}"
    "document.documentElement.dataset.jbLayout=l==='denominator'?l:'numerator'})()</script>"
)
"""The reader's layout is known before anything is painted, so that nothing moves."""
_ARTICLE = '<article class="md-content__inner md-typeset">'
"""Where the theme begins the page's own text."""
