"""Rule packs as their authors write them: who a pack is, its rules, and what else it brings.

The built-in rules are a pack like any other. A third party names its pack in the entry-point
group `jacobook.packs`; the entry point's name is the pack's namespace. How the host finds packs is
told in `jacobook.discovery`, how it guards itself against them in `jacobook.loading`.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar

from jacobook.hookspecs import CONTRACT, hookimpl
from jacobook.pages import PageBlock, RuleFacts, Section
from jacobook.rule import Rule, empty

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """Who a pack is.

    Attributes:
        namespace: the first part of its rules' ids; the built-in pack owns several.
        contract: the version of the contract it was written for.
        title: as a heading.
        summary: one sentence about it.
        url: its home page.
        reserved: further first parts of ids it owns (built-in pack only).
        expected_failures: by check of a rule (`"acme.det-second"`), why it fails today.

    Example:
        >>> import jacobook as jb
        >>> jb.RulePack("acme", contract="1.0", title="Acme").info.title
        'Acme'
    """

    namespace: str
    contract: str
    title: str = ""
    summary: str = ""
    url: str = ""
    reserved: tuple[str, ...] = ()
    expected_failures: Mapping[str, str] = field(default_factory=empty)

    @property
    def families(self) -> tuple[str, ...]:
        """All first parts of ids that the pack may use."""
        return (self.namespace, *self.reserved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check that a pack adds to the host's own.

    Attributes:
        name: such as `"orthogonal"`; none of the host's names.
        sentence: what it establishes.
        run: takes the rule under test (`jacobook.testing.Subject`) and the account of the check
            (`jacobook.testing.Report`), on which it calls `expect` or `close`.
        applies: which rules of the pack it is about; all of them by default.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> pack = jb.RulePack("acme", contract="1.0")
        >>> @pack.check("orthogonal", "The value is an orthogonal matrix.")
        ... def orthogonal(subject, report):
        ...     for probe in subject.probes:
        ...         y = subject.value(probe)
        ...         report.close(y @ y.T, np.eye(len(y)), 1e-9, "y @ y.T")
    """

    name: str
    sentence: str
    run: Callable[[Any, Any], object]
    applies: Callable[[Rule], bool] = lambda rule: True


class RulePack:
    """A pack made of modules: every module below the included packages holds rules.

    Example:
        >>> import jacobook as jb
        >>> pack = jb.RulePack("acme", title="Acme rules").include("acme_rules.rules")
    """

    def __init__(
        self,
        namespace: str,
        *,
        contract: str = CONTRACT,
        title: str = "",
        summary: str = "",
        url: str = "",
        reserved: tuple[str, ...] = (),
        expected_failures: Mapping[str, str] | None = None,
    ) -> None:
        """Name the pack; `include` says where its rules are."""
        self.info = PackInfo(
            namespace=namespace,
            contract=contract,
            title=title,
            summary=summary,
            url=url,
            reserved=reserved,
            expected_failures=dict(expected_failures or {}),
        )
        self.packages: list[str] = []
        self._rules: list[Rule] = []
        self._sections: list[Section] = []
        self._checks: list[Check] = []
        self._blocks: list[Callable[[Rule, RuleFacts], Iterable[PageBlock]]] = []
        self._ready: list[Callable[[Any], None]] = []

    def __repr__(self) -> str:
        """The pack's namespace."""
        return f"RulePack({self.info.namespace!r})"

    @property
    def hooks(self) -> tuple[str, ...]:
        """The hooks through which it brings something, without their prefix."""
        brings = {
            "pack": True,
            "rules": bool(self._rules or self.packages),
            "sections": bool(self._sections),
            "page_blocks": bool(self._blocks),
            "checks": bool(self._checks),
            "ready": bool(self._ready),
        }
        return tuple(name for name, something in brings.items() if something)

    def __dir__(self) -> list[str]:
        """The public names; pluggy looks at each when a pack is registered."""
        return [name for name in (*vars(self), *vars(type(self))) if not name.startswith("_")]

    def include(self, package: str) -> RulePack:
        """Take the rules of every module below `package`; a new file is enough.

        The host imports each module by itself, so that one broken file costs its own rules only.
        """
        self.packages.append(package)
        return self

    def add(self, *rules: Rule) -> RulePack:
        """Take these rules as they are, for packs written in one file and for tests."""
        self._rules.extend(rules)
        return self

    def section(
        self, id: str, *, title: str, text: str = "", rules: tuple[str, ...] = ()
    ) -> RulePack:
        """Put a heading on the pack's page, over the rules whose ids begin with `id`, and `rules`."""
        self._sections.append(Section(id=id, title=title, text=text, rules=rules))
        return self

    def check(
        self, name: str, sentence: str, applies: Callable[[Rule], bool] = lambda rule: True
    ) -> Callable[[Function], Function]:
        """Make the decorated function a check of the pack's rules; see `Check`."""

        def register(run: Function) -> Function:
            self._checks.append(Check(name=name, sentence=sentence, run=run, applies=applies))
            return run

        return register

    def page_blocks(self, make: Function) -> Function:
        """Let the decorated function add to the pages of the pack's rules.

        It takes a rule and `RuleFacts`, and gives `TextBlock`, `TableBlock` or `PlotBlock`.
        """
        self._blocks.append(make)
        return make

    def ready(self, seen: Function) -> Function:
        """Let the decorated function see the finished registry."""
        self._ready.append(seen)
        return seen

    @hookimpl
    def jacobook_pack(self) -> PackInfo:
        """Who the pack is."""
        return self.info

    @hookimpl
    def jacobook_rules(self) -> Iterable[Rule]:
        """The rules that were added one by one; the host reads the included packages."""
        return tuple(self._rules)

    @hookimpl
    def jacobook_sections(self) -> Iterable[Section]:
        """The headings of the pack's page."""
        return tuple(self._sections)

    @hookimpl
    def jacobook_checks(self) -> Iterable[Check]:
        """The checks of its own."""
        return tuple(self._checks)

    @hookimpl
    def jacobook_page_blocks(self, rule: Rule, facts: RuleFacts) -> Iterator[PageBlock]:
        """What its functions add to a rule's page."""
        for make in self._blocks:
            yield from make(rule, facts)

    @hookimpl
    def jacobook_ready(self, registry: Any) -> None:
        """Show the finished registry to whoever asked."""
        for seen in self._ready:
            seen(registry)


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module holds, in the order in which they are written."""
    return list(dict.fromkeys(x for x in vars(module).values() if isinstance(x, Rule)))


def module_names(package: ModuleType) -> Iterator[str]:
    """The dotted names of the modules below `package`, found without importing any.

    Packages on disk are listed directly, which takes a third of the time of `pkgutil`; others
    (inside a zip file, say) through `pkgutil`.
    """
    for folder in package.__path__:
        if not os.path.isdir(folder):
            found = pkgutil.walk_packages([folder], f"{package.__name__}.")
            yield from (module.name for module in found if not module.ispkg)
            continue
        for place, _, files in os.walk(folder):
            inside = place[len(folder) :].replace(os.sep, ".")
            for file in files:
                if file.endswith(".py") and file != "__init__.py":
                    yield f"{package.__name__}{inside}.{file[:-3]}"


def load_object(path: str) -> object:
    """What `"package.module:name"` names."""
    module, _, name = path.partition(":")
    loaded: object = importlib.import_module(module)
    for part in filter(None, name.split(".")):
        loaded = getattr(loaded, part)
    return loaded
