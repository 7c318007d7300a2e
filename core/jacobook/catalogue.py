"""The registry: every rule by id, alias, operation and NumPy function; an immutable snapshot."""

from __future__ import annotations

import difflib
import importlib
import os
import re
import sys
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from threading import RLock
from types import MappingProxyType
from typing import Any, TypeVar

from jacobook import discovery, language, loading, ranking, shapes
from jacobook.claims import Claims, claims_of
from jacobook.discovery import Offer, Origin, Switch
from jacobook.errors import (
    PackWarning,
    RemovedRuleError,
    RuleDefinitionError,
    UnfinishedRegistryError,
    UnknownRuleError,
)
from jacobook.findings import ERROR, Finding, exception_of
from jacobook.loading import LoadedPack
from jacobook.packs import Check, PackInfo
from jacobook.pages import PageBlock, RuleFacts, Section
from jacobook.provenance import Provenance, provenance_of
from jacobook.rule import Rule
from jacobook.shapes import Shape

BUILT_IN = "jacobook_rules:pack"
"""Where the built-in pack is found; by name, because the engine imports no rule."""
STRICT = "JACOBOOK_STRICT"
"""The environment variable which turns findings into exceptions."""

Made = TypeVar("Made")

_LOGICAL = (*language.COMPARISONS, *language.LOGIC)


class Registry:
    """A snapshot of rules; it never changes after it is made.

    Args:
        packs: the packs to take rules from, as objects or as `"module:name"`; what is wrong with
            them is raised. By default the built-in pack and all installed ones, of which what is
            broken is left out with a warning.
        block: ids of rules, or namespaces of packs, to leave out.
        prefer: by operation or function, the id of the rule to use where several rules are for it.
        switch: which installed packs are wanted; by default what `JACOBOOK_PLUGINS` says.
        strict: raise what is wrong with installed packs; by default if `JACOBOOK_STRICT` is `1`.

    Attributes:
        derived: what other layers made of the rules (operations, dispatch tables), by name, so
            that it is made once and lives as long as the registry.
        findings: what is wrong with packs, and worth knowing.

    Raises:
        DuplicateRuleError: two rules of a pack claim one id, alias or operation.
        RuleDefinitionError: a rule's declaration does not hold, or `block` or `prefer` names
            nothing.
        PackError: a pack cannot be loaded.
    """

    def __init__(
        self,
        packs: Iterable[object] | None = None,
        *,
        block: Iterable[str] = (),
        prefer: Mapping[str, str] | None = None,
        switch: Switch | None = None,
        strict: bool | None = None,
    ) -> None:
        """Load each pack and index its rules."""
        self.derived: dict[str, Any] = {}
        given = packs is not None
        loaded, found = _found_packs(switch) if packs is None else (_given_packs(packs), [])
        blocked = set(block)
        _check_blocked(blocked, loaded)
        self.loaded = tuple(pack for pack in loaded if pack.info.namespace not in blocked)
        offered = [
            (pack, rule) for pack in self.loaded for rule in pack.rules if rule.id not in blocked
        ]
        claims = claims_of(offered, prefer or {})
        self.findings: tuple[Finding, ...] = (
            *found,
            *(finding for pack in loaded for finding in pack.findings if finding not in found),
            *claims.findings,
        )
        self._index(claims)
        self._pack_of = {rule.id: pack for pack, rule in claims.kept}
        _raise_or_warn(self.findings, loaded, strict=given or _is_strict(strict), given=given)

    def _index(self, claims: Claims) -> None:
        """Make the tables in which rules are looked up."""
        self._rules = MappingProxyType({r.id: r for r in sorted(claims.rules, key=lambda r: r.id)})
        self._aliases = claims.aliases
        self._operations = claims.operations
        self._numpy = claims.functions
        self._removed = claims.removed
        self._alternatives = claims.alternatives
        self._names = self._formula_names()

    def _formula_names(self) -> dict[str, str]:
        """What formulas call operations: their own name, or NumPy's last word."""
        names = {dotted.split(".")[-1]: rule.op for dotted, rule in self._numpy.items()}
        names.update({alias: op for op, rule in self._operations.items() for alias in rule.aliases})
        names.update({op: op for op in (*_LOGICAL, *self._operations)})
        return names

    def __getitem__(self, name: str) -> Rule:
        """The rule with this id or alias, or the one that answers for this NumPy function.

        Functions are named in full: `"numpy.linalg.det"` or `"np.linalg.det"`.

        Raises:
            UnknownRuleError: no rule has it; close names are listed.
            RemovedRuleError: the rule was removed.
        """
        rule = self._rules.get(name) or self._rules.get(self._aliases.get(name, ""))
        rule = rule or self._numpy.get(re.sub(r"^np\.", "numpy.", name))
        if rule is None:
            close = difflib.get_close_matches(name, [*self._rules, *self._aliases, *self._numpy])
            hint = f"; close names: {', '.join(close)}" if close else ""
            known = ", ".join(info.namespace for info in self.packs())
            raise UnknownRuleError(f"no rule named {name!r}{hint} (rule packs: {known})")
        warn_if_deprecated(rule)
        return rule

    def __contains__(self, name: object) -> bool:
        """Whether a rule has this id or alias."""
        return name in self._rules or name in self._aliases

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self._rules)

    def __iter__(self) -> Iterator[Rule]:
        """The rules, sorted by id."""
        return iter(self._rules.values())

    def rules(self, kind: str = "", family: str = "") -> tuple[Rule, ...]:
        """The rules sorted by id, of one kind or family if that is given."""
        return tuple(
            rule for rule in self if kind in ("", rule.kind) and family in ("", rule.family)
        )

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs whose rules are here."""
        return tuple(pack.info for pack in self.loaded if pack.pack is not None)

    def pack_of(self, rule: Rule) -> PackInfo:
        """The pack that brought a rule."""
        return self._pack_of[rule.id].info

    def origin_of(self, namespace: str) -> Origin:
        """What brought a pack: distribution, version, licence, author, home page.

        Raises:
            UnknownRuleError: no loaded pack has this namespace.
        """
        return self._loaded(namespace).offer.origin

    def sections(self, namespace: str) -> tuple[Section, ...]:
        """The headings of a pack's page."""
        return self._loaded(namespace).sections

    def checks_of(self, rule: Rule) -> tuple[Check, ...]:
        """The checks which the rule's pack adds to the host's."""
        pack = self._pack_of.get(rule.id)
        return () if pack is None else tuple(c for c in pack.checks if c.applies(rule))

    def page_blocks(self, rule: Rule, facts: RuleFacts) -> tuple[PageBlock | Finding, ...]:
        """What a rule's pack adds to its page; a finding in place of what could not be made."""
        return loading.page_blocks(self._pack_of[rule.id], rule, facts)

    def alternatives(self, name: str) -> tuple[Rule, ...]:
        """The rules for an operation or function which are not the one that is used."""
        return self._alternatives.get(name, ())

    def _loaded(self, namespace: str) -> LoadedPack:
        for pack in self.loaded:
            if pack.pack is not None and pack.info.namespace == namespace:
                return pack
        known = ", ".join(info.namespace for info in self.packs())
        raise UnknownRuleError(f"no rule pack named {namespace!r}; there are {known}")

    def provenance(self, rule: Rule) -> Provenance:
        """Where a rule came from: pack, distribution, version, module, file and line."""
        pack = self._pack_of[rule.id]
        return provenance_of(rule, pack.info, pack.offer.origin, pack.modules.get(rule.id, ""))

    def named(self, rule: Rule) -> str:
        """A rule as messages call it: its id, with the distribution that brought it if not the book's.

        >>> import jacobook as jb
        >>> jb.registry().named(jb.registry()["linalg.det"])
        'linalg.det'
        """
        pack = self._pack_of.get(rule.id)
        if pack is None or pack.offer.origin.origin == "core":
            return rule.id
        return f"{rule.id} ({pack.offer.origin.title})"

    def search(self, text: str) -> tuple[Rule, ...]:
        """The rules that mention every word of `text`, the best match first."""
        words = ranking.words_of(text)
        entries = self.once("search", lambda: ranking.entries(self))
        scored = [(ranking.score(entry, words), entry) for entry in entries]
        found = [(score, entry) for score, entry in scored if score]
        found.sort(key=lambda pair: (-pair[0], *pair[1].place))
        return tuple(entry.rule for _, entry in found)

    def rule_of(self, operation: str) -> Rule:
        """The rule that differentiates the operation of this name.

        Raises:
            UnknownRuleError: no rule does.
        """
        rule = self._operations.get(self._names.get(operation, operation))
        if rule is None and operation in self._removed:
            raise RemovedRuleError(removal(self._removed[operation]))
        if rule is None:
            close = difflib.get_close_matches(operation, self._operations)
            hint = f"; close names: {', '.join(close)}" if close else ""
            raise UnknownRuleError(f"no rule for the operation {operation!r}{hint}")
        return rule

    def operation_rule(self, operation: str) -> Rule | None:
        """The rule of an operation; `None` for a word of the language, such as a comparison."""
        return self._operations.get(operation)

    def removed_rule(self, name: str) -> Rule | None:
        """The removed rule that once answered for an operation or function."""
        return self._removed.get(name)

    def numpy_rules(self) -> Mapping[str, Rule]:
        """The rule for each NumPy and SciPy function, by dotted name."""
        return self._numpy

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What another layer makes of the rules: made when first asked for, kept with the registry."""
        if name not in self.derived:
            self.derived.setdefault(name, make())
        found: Made = self.derived[name]
        return found

    # The vocabulary of the parser (`jacobook.parsing.Vocabulary`).

    def operation_name(self, name: str) -> str | None:
        """The operation that a formula calls `name`, or `None`."""
        return self._names.get(name)

    def operation_names(self) -> Iterable[str]:
        """All names that formulas may use."""
        return self._names

    def parameter_names(self, operation: str) -> Sequence[str]:
        """The static keywords of an operation."""
        return () if operation in _LOGICAL else tuple(self.rule_of(operation).parameters)

    def operand_count(self, operation: str) -> int | None:
        """How many operands an operation takes; `None` for any number."""
        if operation in _LOGICAL:
            return 1 if operation == "logical_not" else 2
        rule = self.rule_of(operation)
        return None if rule.variadic else len(rule.operands)

    def result_shape(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> Shape:
        """The shape an operation gives.

        Raises:
            UnknownRuleError: no such operation.
            RuleDefinitionError: its rule states no shape.
            ShapeError: the sizes do not fit.
        """
        if operation in _LOGICAL:
            return shapes.broadcast(*operands)
        rule = self.rule_of(operation)
        if rule.shape is None:
            raise RuleDefinitionError(
                f"rule {rule.id!r} states no shape, so formulas cannot use it"
            )
        return rule.shape(*operands, **{**rule.parameters, **parameters})


# ------------------------------------------------------------------------------ what is loaded


def _given_packs(given: Iterable[object]) -> list[LoadedPack]:
    """The packs that a caller passes; the built-in one may be among them by its name."""
    return [_load_given(pack) for pack in given]


def _load_given(pack: object) -> LoadedPack:
    if pack == BUILT_IN:
        return loading.load(core_offer(), host=_version())
    offer = loading.given_offer(pack)
    return loading.load(offer, None if isinstance(pack, str) else pack, host=_version())


def _found_packs(switch: Switch | None) -> tuple[list[LoadedPack], list[Finding]]:
    """The built-in pack, then the installed ones, each whatever became of it."""
    found = discovery.discover(switch)
    loaded = [
        loading.load(core_offer(), host=_version()),
        *(loading.load(offer, host=_version()) for offer in found.offers),
        *(loading.refused_pack(offer, found.findings) for offer in found.refused),
        *(loading.disabled_pack(offer) for offer in found.disabled),
    ]
    return loaded, list(found.findings)


def core_offer() -> Offer:
    """Where the built-in pack is."""
    origin = Origin(distribution="jacobook", version=_version(), origin="core", licence="MIT")
    return Offer(namespace="core", value=BUILT_IN, origin=origin)


def _version() -> str:
    return str(sys.modules["jacobook"].__version__)


def _check_blocked(blocked: set[str], loaded: Sequence[LoadedPack]) -> None:
    known = {pack.info.namespace for pack in loaded}
    known |= {rule.id for pack in loaded for rule in pack.rules}
    for name in sorted(blocked - known):
        raise RuleDefinitionError(f"block names {name!r}, which is no rule and no pack")


def _is_strict(strict: bool | None) -> bool:
    return os.environ.get(STRICT, "") == "1" if strict is None else strict


def _raise_or_warn(
    findings: Sequence[Finding], loaded: Sequence[LoadedPack], *, strict: bool, given: bool
) -> None:
    """Raise the first error, or warn in one line for each pack that has one.

    What is wrong with the built-in pack, and with switches, is always raised.
    """
    errors = [f for f in findings if f.severity == ERROR]
    grave = [f for f in errors if strict or f.pack == "core" or f.code == "JB110"]
    if grave:
        raise exception_of(grave[0])
    if given:
        return
    first = {finding.pack: finding for finding in reversed(errors)}
    broken = [p.info.namespace for p in loaded if p.status == "error" and p.info.namespace in first]
    lines = [first[name].line for name in sorted(first)]
    if len(broken) > FEW:
        lines = [first[name].line for name in sorted(first) if name not in broken]
        lines.append(f"{len(broken)} packs not loaded ({', '.join(sorted(broken))})")
    for line in lines:
        warnings.warn(f"{line}; see: jacobook packs --errors", PackWarning, stacklevel=4)


FEW = 2
"""Up to so many packs that could not be loaded are told of one by one."""


# --------------------------------------------------------------------------------- deprecation


def warn_if_deprecated(rule: Rule) -> None:
    """Warn, once for each line of a caller, if a rule is deprecated.

    Raises:
        RemovedRuleError: it was removed.
    """
    if rule.status == "removed":
        raise RemovedRuleError(removal(rule))
    if rule.status == "deprecated":
        frame = _caller()
        warnings.warn_explicit(
            deprecation(rule),
            DeprecationWarning,
            frame.f_code.co_filename,
            frame.f_lineno,
            registry=frame.f_globals.setdefault("__warningregistry__", {}),
        )


def _caller() -> Any:
    """The innermost frame outside the host."""
    frame: Any = sys._getframe(1)
    while frame.f_back is not None and _is_own(frame.f_globals.get("__name__", "")):
        frame = frame.f_back
    return frame


def _is_own(module: str) -> bool:
    return module.split(".")[0] in ("jacobook", "jacobook_rules", "functools")


def deprecation(rule: Rule) -> str:
    """A deprecated rule in a sentence: since when, until when, what to use."""
    told = rule.deprecated
    parts = [f"the rule {rule.id} is deprecated"]
    if told is not None:
        parts = [f"{parts[0]} since {told.since}"]
        parts += [f"to be removed in {told.until}"] if told.until else []
        parts += [f"use {', '.join(told.replaced_by)}"] if told.replaced_by else []
        parts += [told.message] if told.message else []
    return "; ".join(parts)


def removal(rule: Rule) -> str:
    """A removed rule in a sentence, with what replaces it."""
    told = rule.deprecated
    until = f" in {told.until}" if told is not None and told.until else ""
    instead = f"; use {', '.join(told.replaced_by)}" if told and told.replaced_by else ""
    return f"the rule {rule.id} was removed{until}{instead}"


# ------------------------------------------------------------------------------- the one of all


_lock = RLock()
_default: Registry | None = None


def default_registry() -> Registry:
    """The registry of the built-in rules and all installed packs, built once per process.

    Threads that ask while it is built wait for it; nobody sees half of it.

    Raises:
        UnfinishedRegistryError: a pack asks for it while that pack is being loaded.
    """
    global _default
    if _default is not None:
        return _default
    if name := loading.building():
        raise UnfinishedRegistryError(f"JB109 {name}: the registry is still being built")
    with _lock:
        if _default is None:
            made: Registry = importlib.import_module("jacobook.book").Registry()
            _default = made
            announced = True
        else:
            announced = False
    if announced:
        _announce(_default)
    return _default


def forget_default() -> None:
    """Let whoever asks next have the registry of all rules built anew, from files that have changed.

    For programs that show rules while they are written; what holds the former one keeps it.
    """
    global _default
    with _lock:
        _default = None


def announced(registry: Registry) -> tuple[Finding, ...]:
    """What packs do wrong when they see a finished registry, which they do once for each."""
    packs = [pack for pack in registry.loaded if pack.pack is not None]
    return registry.once(
        "announced", lambda: tuple(f for pack in packs for f in loading.announce(pack, registry))
    )


def _announce(registry: Registry) -> None:
    """Show the packs the registry, now that everybody sees it."""
    for finding in announced(registry):
        warnings.warn(f"{finding.line}; see: jacobook packs --errors", PackWarning, stacklevel=3)
