"""The registry: every rule by id, alias, operation and NumPy function; an immutable snapshot."""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from threading import RLock
from types import MappingProxyType
from typing import Any

from jacobook import language, packs, shapes
from jacobook.errors import (
    DuplicateRuleError,
    PackWarning,
    RuleDefinitionError,
    UnknownRuleError,
)
from jacobook.packs import PackInfo
from jacobook.provenance import Provenance, provenance_of
from jacobook.rule import Rule
from jacobook.shapes import Shape

_LOGICAL = (*language.COMPARISONS, *language.LOGIC)


class Registry:
    """A snapshot of rules; it never changes after it is made.

    Args:
        packs: the packs to take rules from, as objects or as `"module:name"`; by default the
            built-in one and all installed ones, of which a broken one is left out with a warning.
        block: ids of rules, or namespaces of packs, to leave out.

    Attributes:
        derived: what other layers made of the rules (operations, dispatch tables), by name, so
            that it is made once and lives as long as the registry.

    Raises:
        DuplicateRuleError: two rules claim one id, alias, operation or NumPy function.
        RuleDefinitionError: a rule uses an id outside its pack's namespace, or `block` names
            nothing.
    """

    def __init__(self, packs: Iterable[object] | None = None, *, block: Iterable[str] = ()) -> None:
        """Ask each pack for its rules and index them."""
        self.derived: dict[str, Any] = {}
        blocked = set(block)
        offers = _offers(packs)
        self._check_blocked(blocked, offers)
        self._packs = tuple(info for info, _ in offers if info.namespace not in blocked)
        kept = [
            (info, rule)
            for info, rules in offers
            for rule in rules
            if info.namespace not in blocked and rule.id not in blocked
        ]
        self._rules = MappingProxyType(_by_id(kept))
        self._pack_of = {rule.id: info for info, rule in kept}
        self._aliases = _by_alias(self._rules)
        self._operations = _by_operation(self._rules.values())
        self._numpy = _by_numpy(self._rules.values())
        self._names = self._formula_names()

    @staticmethod
    def _check_blocked(blocked: set[str], offers: list[tuple[PackInfo, list[Rule]]]) -> None:
        known = {info.namespace for info, _ in offers}
        known |= {rule.id for _, rules in offers for rule in rules}
        for name in sorted(blocked - known):
            raise RuleDefinitionError(f"block names {name!r}, which is no rule and no pack")

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
        """
        rule = self._rules.get(name) or self._rules.get(self._aliases.get(name, ""))
        rule = rule or self._numpy.get(re.sub(r"^np\.", "numpy.", name))
        if rule is None:
            close = difflib.get_close_matches(name, [*self._rules, *self._aliases, *self._numpy])
            hint = f"; close names: {', '.join(close)}" if close else ""
            known = ", ".join(info.namespace for info in self._packs)
            raise UnknownRuleError(f"no rule named {name!r}{hint} (rule packs: {known})")
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
        return self._packs

    def pack_of(self, rule: Rule) -> PackInfo:
        """The pack that brought a rule."""
        return self._pack_of[rule.id]

    def provenance(self, rule: Rule) -> Provenance:
        """Where a rule came from: pack, distribution, version, module, file and line."""
        return provenance_of(rule, self.pack_of(rule))

    def search(self, text: str) -> tuple[Rule, ...]:
        """The rules that mention every word of `text`, the best match first."""
        words = text.lower().replace("np.", "numpy.").split()
        scored = [(_score(rule, words), rule) for rule in self]
        return tuple(
            rule
            for score, rule in sorted(scored, key=lambda s: (-s[0], len(s[1].id), s[1].id))
            if score
        )

    def rule_of(self, operation: str) -> Rule:
        """The rule that differentiates the operation of this name.

        Raises:
            UnknownRuleError: no rule does.
        """
        rule = self._operations.get(self._names.get(operation, operation))
        if rule is None:
            close = difflib.get_close_matches(operation, self._operations)
            hint = f"; close names: {', '.join(close)}" if close else ""
            raise UnknownRuleError(f"no rule for the operation {operation!r}{hint}")
        return rule

    def operation_rule(self, operation: str) -> Rule | None:
        """The rule of an operation; `None` for a word of the language, such as a comparison."""
        return self._operations.get(operation)

    def numpy_rules(self) -> Mapping[str, Rule]:
        """The rule for each NumPy and SciPy function, by dotted name."""
        return self._numpy

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


def _offers(given: Iterable[object] | None) -> list[tuple[PackInfo, list[Rule]]]:
    """What the given packs offer; by default the built-in one, then the installed ones."""
    if given is not None:
        return [_offer(packs.load_object(p) if isinstance(p, str) else p) for p in given]
    built_in = _offer(packs.load_object(packs.BUILT_IN))
    return [built_in, *_installed_offers(_claims(built_in[1]))]


def _installed_offers(claimed: set[str]) -> Iterator[tuple[PackInfo, list[Rule]]]:
    """What installed packs offer; a broken one is left out with a warning, and breaks nothing.

    Args:
        claimed: the ids, aliases, operations and functions that rules answer for already.
    """
    for point in packs.installed_packs():
        try:
            offer = _offer(point.load())
            _refuse_claimed(offer[1], claimed)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a pack does wrong
            told = f"{type(error).__name__}: {error}"
            warnings.warn(
                f"the rule pack {point.name!r} ({point.value}) was left out: {told}",
                PackWarning,
                stacklevel=2,
            )
            continue
        claimed |= _claims(offer[1])
        yield offer


def _claims(rules: Iterable[Rule]) -> set[str]:
    """Everything that rules answer for."""
    names = ((r.id, r.op, *r.aliases, *numpy_names(r)) for r in rules)
    return {name for claimed in names for name in claimed if name}


def _refuse_claimed(rules: Iterable[Rule], claimed: set[str]) -> None:
    """Refuse rules which answer for what another pack's rules answer for.

    Raises:
        DuplicateRuleError: there is one.
    """
    for rule in rules:
        if taken := sorted(_claims([rule]) & claimed):
            raise DuplicateRuleError(f"{rule.id!r} claims {', '.join(taken)}, which is taken")


def _offer(pack: object) -> tuple[PackInfo, list[Rule]]:
    info, rules = packs.offered(pack)
    for rule in rules:
        if rule.family not in info.families:
            raise RuleDefinitionError(
                f"rule {rule.id!r} is outside its pack's namespace; "
                f"rename it to '{info.namespace}.{rule.id}'"
            )
    return info, rules


def _by_id(rules: Iterable[tuple[PackInfo, Rule]]) -> dict[str, Rule]:
    found: dict[str, tuple[PackInfo, Rule]] = {}
    for info, rule in rules:
        if rule.id in found:
            raise DuplicateRuleError(
                f"the rule {rule.id!r} is defined twice: by the packs "
                f"{found[rule.id][0].namespace!r} and {info.namespace!r}"
            )
        found[rule.id] = (info, rule)
    return {name: found[name][1] for name in sorted(found)}


def _by_alias(rules: Mapping[str, Rule]) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules.values():
        for alias in rule.aliases:
            if alias in rules or found.get(alias, rule.id) != rule.id:
                other = alias if alias in rules else found[alias]
                raise DuplicateRuleError(f"the alias {alias!r} of {rule.id!r} names {other!r} too")
            found[alias] = rule.id
    return found


def _by_operation(rules: Iterable[Rule]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.op:
            _claim(found, rule.op, rule, "operation")
    return found


def _by_numpy(rules: Iterable[Rule]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in rules:
        for dotted in numpy_names(rule):
            _claim(found, dotted, rule, "function")
    return found


def _claim(found: dict[str, Rule], name: str, rule: Rule, what: str) -> None:
    if name in found:
        raise DuplicateRuleError(
            f"the {what} {name!r} is claimed by {found[name].id!r} and {rule.id!r}"
        )
    found[name] = rule


def numpy_names(rule: Rule) -> tuple[str, ...]:
    """The dotted names of the NumPy and SciPy functions a rule answers for."""
    own = (rule.primal,) if isinstance(rule.primal, str) and is_dotted(rule.primal) else ()
    return tuple(dict.fromkeys((*own, *rule.numpy)))


def is_dotted(name: str) -> bool:
    """Whether a primal is the name of a library function rather than a formula."""
    return name.startswith(("numpy.", "scipy."))


def _score(rule: Rule, words: Sequence[str]) -> int:
    """How well a rule answers a search: 0 if a word is missing, more for names than for text."""
    names = f"{rule.id} {rule.op} {' '.join((*numpy_names(rule), *rule.aliases))}".lower()
    text = f"{rule.title} {rule.summary} {rule.function} {' '.join(rule.tags)}".lower()
    exact = {*rule.id.split("."), rule.op, rule.id, *rule.aliases}
    scores = [4 * (w in exact) + 2 * (w in names) + (w in text) for w in words]
    spoken = {rule.title.lower(), *(tag.lower() for tag in rule.tags)}
    return sum(scores) + 8 * (" ".join(words) in spoken) if all(scores) else 0


_lock = RLock()
_default: Registry | None = None


def default_registry() -> Registry:
    """The registry of the built-in rules and all installed packs, built once per process."""
    global _default
    if _default is None:
        with _lock:
            if _default is None:
                _default = Registry()
    return _default
