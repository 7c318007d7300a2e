"""Loading packs behind a guard: whatever a pack does wrong becomes a finding, and costs no other pack.

The unit that is left out is as small as can be told: a rule with a wrong declaration, a module that
cannot be imported, or the pack if nobody knows what is missing.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from jacobook import declarations, packs
from jacobook.discovery import LOCAL, Offer, Origin
from jacobook.findings import ERROR, Finding
from jacobook.guard import Refused, guarded
from jacobook.hooks import asked, implementations, kind_of, no_pack, other_kind
from jacobook.hookspecs import CONTRACT, PackAPI
from jacobook.namespaces import objection
from jacobook.packs import Check, PackInfo, RulePack
from jacobook.pages import PlotBlock, RuleFacts, Section, TableBlock, TextBlock
from jacobook.rule import Rule

BLOCKS = (TextBlock, TableBlock, PlotBlock)
SLOW_BLOCKS = 1.0
"""Seconds after which making the blocks of one page is reported."""

_thread = threading.local()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadedPack:
    """What became of an offer.

    Attributes:
        offer: what was to be loaded.
        info: who the pack is; as much as is known if it could not be loaded.
        rules: its rules, in the order of files.
        modules: by id, the module that holds the rule, where one is known.
        sections, checks: what else it brings.
        hooks: its implementations of each hook.
        pack: the pack itself; `None` if it could not be loaded.
        findings: what is wrong with it.
        import_ms: how long loading took, in milliseconds.
        disabled: whether a switch leaves it out.
    """

    offer: Offer
    info: PackInfo
    rules: tuple[Rule, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
    hooks: Mapping[str, Sequence[pluggy.HookImpl]] = field(default_factory=dict)
    pack: Any = None
    findings: tuple[Finding, ...] = ()
    import_ms: float = 0.0
    disabled: bool = False

    @property
    def hook_names(self) -> tuple[str, ...]:
        """The hooks it implements, without their prefix."""
        if isinstance(self.pack, RulePack):
            return self.pack.hooks
        return tuple(n.removeprefix("jacobook_") for n, found in self.hooks.items() if found)

    @property
    def status(self) -> str:
        """`ok`, `partial` (some rules are left out), `error` (all are) or `disabled`."""
        if self.disabled:
            return "disabled"
        if self.pack is None:
            return "error"
        return "partial" if any(f.severity == ERROR for f in self.findings) else "ok"


def building() -> str:
    """The namespace of the pack that this thread is loading; empty if none is."""
    return getattr(_thread, "loading", "")


def given_offer(pack: object) -> Offer:
    """The offer of an object or a `"module:name"` that a caller passes to a registry."""
    if isinstance(pack, str):
        name = pack.split(":")[0].split(".")[0]
        return Offer(namespace="", value=pack, origin=Origin(distribution=name, origin="given"))
    name = pack.info.namespace if isinstance(pack, RulePack) else type(pack).__name__
    return Offer(namespace="", value="", origin=Origin(distribution=name, origin="given"))


def load(offer: Offer, given: object = None, *, host: str = "") -> LoadedPack:
    """Load a pack; it never raises for what the pack does wrong.

    Args:
        offer: where the pack is.
        given: the pack itself, where it needs no import.
        host: the version of jacobook, as packs are told it.
    """
    before, _thread.loading = building(), offer.namespace or offer.value or "a pack"
    start = time.perf_counter()
    findings: list[Finding] = []
    try:
        loaded = _loaded(offer, given, host, findings)
    except Refused as refused:
        info = PackInfo(namespace=offer.namespace or offer.origin.distribution, contract="")
        loaded = LoadedPack(offer=offer, info=info, findings=(*findings, refused.finding))
    finally:
        _thread.loading = before
    return replace(loaded, import_ms=1e3 * (time.perf_counter() - start))


def disabled_pack(offer: Offer) -> LoadedPack:
    """A pack that a switch leaves out: nothing of it is imported."""
    info = PackInfo(namespace=offer.namespace, contract="")
    return LoadedPack(offer=offer, info=info, disabled=True)


def refused_pack(offer: Offer, findings: Iterable[Finding]) -> LoadedPack:
    """A pack that discovery refuses."""
    info = PackInfo(namespace=offer.namespace, contract="")
    about = tuple(f for f in findings if f.pack == offer.namespace)
    return LoadedPack(offer=offer, info=info, findings=about)


def _loaded(offer: Offer, given: object, host: str, findings: list[Finding]) -> LoadedPack:
    pack = _object(offer) if given is None else given
    hooks = implementations(pack, offer)
    info = _info(pack, hooks, offer)
    findings += _contract_findings(info, offer)
    offer = replace(offer, namespace=info.namespace)
    api = PackAPI(host=host, contract=CONTRACT, namespace=info.namespace)
    found = [(rule, _module_of(pack)) for rule in asked("rules", hooks, offer, Rule, api=api)]
    found += _included(pack, offer, findings)
    rules, modules = _kept(found, info, offer, findings)
    return LoadedPack(
        offer=offer,
        info=info,
        rules=rules,
        modules=modules,
        sections=asked("sections", hooks, offer, Section, api=api),
        checks=asked("checks", hooks, offer, Check, api=api),
        hooks=hooks,
        pack=pack,
        findings=tuple(findings),
    )


# ------------------------------------------------------------------------------------ the object


def _object(offer: Offer) -> object:
    """The object that an offer names."""
    if offer.namespace == LOCAL:
        return guarded(offer, "JB101", "could not be imported", lambda: _local_pack(offer))
    return guarded(offer, "JB101", "could not be imported", lambda: packs.load_object(offer.value))


def _local_pack(offer: Offer) -> RulePack:
    """The rules of one file."""
    path = Path(offer.value)
    name = f"_jacobook_local_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    for value in vars(module).values():
        if isinstance(value, RulePack):
            return value
    return RulePack(LOCAL, title=path.name).add(*packs.rules_in(module))


def _module_of(pack: object) -> str:
    """The module in which rules added one by one are looked for; empty if it is not known."""
    return pack.__name__ if isinstance(pack, ModuleType) else ""


# ------------------------------------------------------------------------------------- its name


def _info(pack: object, hooks: Mapping[str, list[pluggy.HookImpl]], offer: Offer) -> PackInfo:
    """Who the pack says that it is.

    Raises:
        Refused: it does not say so, was written for another contract, or has no right to its name.
    """
    if not hooks["jacobook_pack"]:
        raise Refused(no_pack(pack, offer))
    (implementation,) = hooks["jacobook_pack"]
    info = guarded(offer, "JB117", "hook jacobook_pack raised", implementation.function)
    if not isinstance(info, PackInfo):
        raise other_kind("jacobook_pack", f"returned {kind_of(info)}", offer, (PackInfo,))
    if _major(info.contract) != _major(CONTRACT):
        wrong = f"written for contract {info.contract}, this jacobook has contract {CONTRACT}"
        mend = "install a jacobook, or a version of the pack, whose contracts agree"
        raise Refused(offer.finding("JB102", wrong, mend))
    _refuse_namespace(info, offer)
    return info


def _major(contract: str) -> str:
    return contract.split(".")[0]


def _refuse_namespace(info: PackInfo, offer: Offer) -> None:
    """Refuse a namespace that is not the entry point's, or not free.

    Raises:
        Refused: it is not.
    """
    if offer.origin.origin == "core":
        return
    if offer.namespace and info.namespace != offer.namespace:
        wrong = f"the pack calls itself {info.namespace!r}, its entry point {offer.namespace!r}"
        raise Refused(offer.finding("JB121", wrong, "give both the same name"))
    wrong = "" if info.namespace == LOCAL == offer.namespace else objection(info.namespace)
    if wrong and not info.reserved:
        mend = "choose another name for the pack and its entry point"
        raise Refused(offer.finding("JB121", f"namespace refused: {wrong}", mend))


def _contract_findings(info: PackInfo, offer: Offer) -> list[Finding]:
    """A warning if the pack was written for a newer contract."""
    try:
        newer = [int(n) for n in info.contract.split(".")] > [int(n) for n in CONTRACT.split(".")]
    except ValueError:
        newer = False
    if not newer:
        return []
    wrong = f"written for contract {info.contract}, newer than {CONTRACT}; loaded, but parts may not work"
    return [offer.finding("JB103", wrong, "install a newer jacobook")]


# ------------------------------------------------------------------------------------- the rules


def _included(pack: object, offer: Offer, findings: list[Finding]) -> list[tuple[Rule, str]]:
    """The rules of all modules below the packages that a pack includes, each with its module."""
    if not isinstance(pack, RulePack):
        return []
    found: list[tuple[Rule, str]] = []
    for package in pack.packages:
        below = _imported(package, offer)
        for name in sorted(packs.module_names(below)):
            try:
                found += [(rule, name) for rule in packs.rules_in(_imported(name, offer))]
            except Refused as refused:
                findings.append(refused.finding)
    return found


def _imported(name: str, offer: Offer) -> ModuleType:
    """A module of the pack.

    Raises:
        Refused: it cannot be imported.
    """
    module: ModuleType = guarded(
        offer, "JB101", f"{name} could not be imported", lambda: importlib.import_module(name)
    )
    return module


def _kept(
    found: Sequence[tuple[Rule, str]], info: PackInfo, offer: Offer, findings: list[Finding]
) -> tuple[tuple[Rule, ...], dict[str, str]]:
    """The rules without objections, each once, with their modules."""
    rules: dict[str, Rule] = {}
    modules: dict[str, str] = {}
    operations: dict[str, str] = {}
    seen: set[int] = set()
    for rule, module in found:
        if id(rule) in seen:
            continue  # imported by another module of the pack
        seen.add(id(rule))
        objections = declarations.objections(rule, info)
        if rule.id in rules:
            where = modules[rule.id] or "another rule"
            objections.append(("JB202", "", f"id already used in {where}; ids must be unique", ""))
        if rule.op and operations.setdefault(rule.op, rule.id) != rule.id:
            taken = f"the operation {rule.op!r} is claimed by {operations[rule.op]!r} already"
            objections.append(("JB202", "op", taken, "rename one of the operations"))
        findings += [_about(rule, module, offer, *objection) for objection in objections]
        if not objections:
            rules[rule.id] = rule
            modules[rule.id] = module
    return tuple(rules.values()), modules


def _about(
    rule: Rule, module: str, offer: Offer, code: str, name: str, wrong: str, mend: str
) -> Finding:
    """A finding about a rule's declaration."""
    made = offer.finding(code, wrong, mend, module.replace(".", "/") + ".py" if module else "")
    return replace(made, rule=rule.id, field=name)


# ------------------------------------------------------------------------------------- later


def page_blocks(
    loaded: LoadedPack, rule: Rule, facts: RuleFacts
) -> tuple[TextBlock | TableBlock | PlotBlock | Finding, ...]:
    """What a pack adds to the page of one of its rules; a finding in place of what it cannot make."""
    start = time.perf_counter()
    try:
        found = asked("page_blocks", loaded.hooks, loaded.offer, *BLOCKS, rule=rule, facts=facts)
        blocks: list[Any] = list(found)
    except Refused as refused:
        blocks = [replace(refused.finding, code="JB401", rule=rule.id)]
    taken = time.perf_counter() - start
    if taken > SLOW_BLOCKS:
        wrong = f"making the page's blocks took {taken:.1f} s"
        mend = "compute less, or compute it once for all pages"
        blocks.append(replace(loaded.offer.finding("JB402", wrong, mend), rule=rule.id))
    return tuple(blocks)


def announce(loaded: LoadedPack, registry: object) -> tuple[Finding, ...]:
    """Show a pack the finished registry; what it does wrong then is a finding too."""
    found = []
    for implementation in loaded.hooks["jacobook_ready"]:
        see = functools.partial(
            implementation.function, *[registry][: len(implementation.argnames)]
        )
        try:
            guarded(loaded.offer, "JB117", "hook jacobook_ready raised", see)
        except Refused as refused:
            found.append(refused.finding)
    return tuple(found)
