"""Who answers for what: ids, aliases, operations and functions that rules of several packs claim.

The built-in book comes before packs; a pack's rule for an operation that the book has is an
*alternative*, listed and never chosen by itself. Two packs are never chosen between silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jacobook.errors import RuleDefinitionError
from jacobook.findings import Finding
from jacobook.rule import Rule, numpy_names

if TYPE_CHECKING:
    from jacobook.loading import LoadedPack

Offered = tuple["LoadedPack", Rule]


@dataclass(slots=True)
class Claims:
    """What each name stands for.

    Attributes:
        kept: the rules with their packs.
        aliases: by alias, the id.
        operations: by operation, the rule that differentiates it.
        functions: by dotted name of a NumPy or SciPy function, the rule that answers for it.
        alternatives: by operation or function, the rules that are not used for it.
        removed: by operation or function, the removed rule that once answered for it.
        findings: what is wrong, or worth knowing.
    """

    kept: list[Offered] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    operations: dict[str, Rule] = field(default_factory=dict)
    functions: dict[str, Rule] = field(default_factory=dict)
    alternatives: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    removed: dict[str, Rule] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rules(self) -> list[Rule]:
        """The rules without their packs."""
        return [rule for _, rule in self.kept]


def claims_of(offered: Sequence[Offered], prefer: Mapping[str, str]) -> Claims:
    """Settle who answers for what.

    Args:
        offered: the rules with their packs, the built-in ones first.
        prefer: by operation or function, the id of the rule to use.

    Raises:
        RuleDefinitionError: `prefer` names a rule that is not there, or not for that operation.
    """
    claims = Claims()
    ids: dict[str, LoadedPack] = {}
    for pack, rule in offered:
        if rule.id in ids:
            other = ids[rule.id].info.namespace
            _refuse(
                claims, pack, rule, f"id already used in the pack {other!r}; ids must be unique"
            )
        else:
            ids[rule.id] = pack
            claims.kept.append((pack, rule))
    _settle_aliases(claims, set(ids))
    rivals = _rivals(claims)
    _check_preferences(prefer, rivals)
    told: set[str] = set()
    for name, candidates in rivals.items():
        chosen = _chosen(name, candidates, prefer)
        _assign(claims, name, candidates, chosen)
        if len(candidates) > 1:
            claims.findings += _rivalry(name, candidates, chosen, told)
    return claims


def _refuse(claims: Claims, pack: LoadedPack, rule: Rule, wrong: str) -> None:
    finding = pack.offer.finding("JB202", wrong, "rename it")
    claims.findings.append(replace(finding, rule=rule.id))


def _settle_aliases(claims: Claims, ids: set[str]) -> None:
    """Let each alias stand for one rule; a rule that claims a taken one is left out."""
    kept = []
    for pack, rule in claims.kept:
        taken = [a for a in rule.aliases if a in ids or claims.aliases.get(a, rule.id) != rule.id]
        if taken:
            other = taken[0] if taken[0] in ids else claims.aliases[taken[0]]
            _refuse(claims, pack, rule, f"the alias {taken[0]!r} names {other!r} too")
            continue
        claims.aliases.update(dict.fromkeys(rule.aliases, rule.id))
        kept.append((pack, rule))
    claims.kept = kept


def _rivals(claims: Claims) -> dict[str, list[Offered]]:
    """By operation and function, the rules that are for it."""
    found: dict[str, list[Offered]] = {}
    for pack, rule in claims.kept:
        for name in _names(rule):
            if rule.status == "removed":
                claims.removed[name] = rule
            else:
                found.setdefault(name, []).append((pack, rule))
    return found


def _names(rule: Rule) -> Iterable[str]:
    """The operation of a rule, and the functions it answers for (which have dots)."""
    return dict.fromkeys([*([rule.op] if rule.op else []), *numpy_names(rule)])


def _check_preferences(prefer: Mapping[str, str], rivals: Mapping[str, Sequence[Offered]]) -> None:
    for name, wanted in prefer.items():
        ids = [rule.id for _, rule in rivals.get(name, ())]
        if wanted not in ids:
            known = f"rules for it: {', '.join(ids)}" if ids else "no rule is for it"
            raise RuleDefinitionError(f"prefer names {wanted!r} for {name!r}; {known}")


def _chosen(name: str, candidates: Sequence[Offered], prefer: Mapping[str, str]) -> Rule | None:
    """The rule to use: the preferred one, the book's, the only one; or none."""
    if name in prefer:
        return next(rule for _, rule in candidates if rule.id == prefer[name])
    core = [rule for pack, rule in candidates if pack.offer.origin.origin == "core"]
    if core:
        return core[0]
    return candidates[0][1] if len(candidates) == 1 else None


def _assign(claims: Claims, name: str, candidates: Sequence[Offered], chosen: Rule | None) -> None:
    if chosen is not None:
        (claims.functions if "." in name else claims.operations)[name] = chosen
    others = tuple(rule for _, rule in candidates if rule is not chosen)
    if others:
        claims.alternatives[name] = others


def _rivalry(
    name: str, candidates: Sequence[Offered], chosen: Rule | None, told: set[str]
) -> list[Finding]:
    """A finding for each rule that is not used, once for a rule."""
    made = []
    for pack, rule in candidates:
        if rule is chosen or rule.id in told:
            continue
        told.add(rule.id)
        choose = f'choose one: Registry(prefer={{"{name}": "{rule.id}"}})'
        if chosen is not None:
            wrong = f"{name!r} is differentiated by {chosen.id!r}; listed as an alternative"
            finding = pack.offer.finding("JB120", wrong, choose)
        else:
            others = " and ".join(other.id for _, other in candidates)
            wrong = f"{name!r} is claimed by {others}: none is used"
            finding = pack.offer.finding("JB119", wrong, choose)
        made.append(replace(finding, rule=rule.id))
    return made
