"""Rule packs: what brings rules into a registry.

The built-in rules are a pack like any other. A third party names its pack in the entry-point
group `jacobook.packs`; the entry point's name is the pack's namespace.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pluggy

from jacobook import hookspecs
from jacobook.errors import PackError
from jacobook.hookspecs import CONTRACT, hookimpl
from jacobook.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "jacobook.packs"
BUILT_IN = "jacobook_rules:pack"
"""Where the built-in pack is found; by name, because the engine imports no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """Who a pack is.

    Attributes:
        namespace: the first part of its rules' ids; the built-in pack owns several.
        contract: the version of the contract it was written for.
        title: as a heading.
        url: its home page.
        reserved: further first parts of ids it owns (built-in pack only).
    """

    namespace: str
    contract: str
    title: str = ""
    url: str = ""
    reserved: tuple[str, ...] = ()

    @property
    def families(self) -> tuple[str, ...]:
        """All first parts of ids that the pack may use."""
        return (self.namespace, *self.reserved)


class RulePack:
    """A pack made of modules: every module below the included packages holds one `rule`.

    Example:
        >>> pack = RulePack("acme", title="Acme rules").include("acme_rules.rules")
    """

    def __init__(
        self,
        namespace: str,
        *,
        contract: str = CONTRACT,
        title: str = "",
        url: str = "",
        reserved: tuple[str, ...] = (),
    ) -> None:
        """Name the pack; `include` says where its rules are."""
        self.info = PackInfo(
            namespace=namespace, contract=contract, title=title, url=url, reserved=reserved
        )
        self._packages: list[str] = []
        self._rules: list[Rule] = []

    def include(self, package: str) -> RulePack:
        """Take the `rule` of every module below `package`; a new file is enough."""
        self._packages.append(package)
        return self

    def add(self, *rules: Rule) -> RulePack:
        """Take these rules as they are, for packs written in one file and for tests."""
        self._rules.extend(rules)
        return self

    @hookimpl
    def jacobook_pack(self) -> PackInfo:
        """Who the pack is."""
        return self.info

    @hookimpl
    def jacobook_rules(self) -> Iterable[Rule]:
        """Its rules, in the order of their modules' names."""
        yield from self._rules
        for package in self._packages:
            yield from rules_in(importlib.import_module(package))


def rules_in(package: ModuleType) -> Iterator[Rule]:
    """The `rule` of every module below `package`, in the order of the modules' names."""
    for module in modules_in(package):
        if isinstance(rule := getattr(module, "rule", None), Rule):
            yield rule


def modules_in(package: ModuleType) -> Iterator[ModuleType]:
    """Every module below `package` that is not a package itself, imported."""
    for name in sorted(module_names(package)):
        yield importlib.import_module(name)


def module_names(package: ModuleType) -> Iterator[str]:
    """The dotted names of the modules below `package`, found without importing any.

    Packages on disk are listed directly, which takes a third of the time of `pkgutil`; others
    (inside a zip file, say) through `pkgutil`.
    """
    for folder in map(Path, package.__path__):
        if not folder.is_dir():
            found = pkgutil.walk_packages([str(folder)], f"{package.__name__}.")
            yield from (module.name for module in found if not module.ispkg)
            continue
        for file in folder.rglob("*.py"):
            if file.name != "__init__.py":
                inside = file.relative_to(folder).with_suffix("").parts
                yield ".".join((package.__name__, *inside))


def load_object(path: str) -> object:
    """What `"package.module:name"` names."""
    module, _, name = path.partition(":")
    loaded: object = importlib.import_module(module)
    for part in filter(None, name.split(".")):
        loaded = getattr(loaded, part)
    return loaded


def installed_packs() -> list[EntryPoint]:
    """The packs that installed distributions offer, sorted by namespace; none is imported yet."""
    from importlib import metadata  # half of the time that importing jacobook would take

    return sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda point: point.name)


def offered(pack: object) -> tuple[PackInfo, list[Rule]]:
    """What a pack offers, asked through its hooks and nothing else.

    Raises:
        PackError: a hook is missing, misspelt, or of another contract.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(pack)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PackError(f"pack {pack!r}: {error}") from None
    answers = manager.hook.jacobook_pack()
    if len(answers) != 1 or not isinstance(answers[0], PackInfo):
        raise PackError(f"pack {pack!r} must answer jacobook_pack with one PackInfo")
    info = answers[0]
    if info.contract.split(".")[0] != CONTRACT.split(".")[0]:
        raise PackError(
            f"pack {info.namespace!r} was written for contract {info.contract}; "
            f"this jacobook has {CONTRACT}"
        )
    return info, [rule for rules in manager.hook.jacobook_rules() for rule in rules]
