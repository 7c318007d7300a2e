"""The coverage page: which closed forms the engine derives itself, how long its answers are, and what
of NumPy and of the checks is covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jacobook_site.addresses import family_path, link, rule_path
from jacobook_site.derivations import DIFFERENT, NOT_DERIVED, SAME_FORM, SAME_INDEX_FORM, Proof
from jacobook_site.families import by_family, family_title
from jacobook_site.lengths import Lengths, in_matrix_notation
from jacobook_site.markup import code, element, escape, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.sources import numpy_functions
from jacobook_site.sources.entries import counts, plural
from jacobook_site.wanted import wanted_rules

PATH = "verification/coverage.md"

EQUAL_VALUES, HOLDS = "equal values", "holds"
TIERS: Mapping[str, str] = {
    SAME_FORM: "both simplify to one expression",
    SAME_INDEX_FORM: "both are one sum of products in index notation, for every size",
    EQUAL_VALUES: "both have equal values at random points of the stated domain",
    NOT_DERIVED: "the engine does not reach it, or the two differ",
}


@dataclass(frozen=True, slots=True)
class Closed:
    """A stated closed form of a rule, and how the engine's own derivation compares."""

    record: RuleRecord
    proof: Proof

    @property
    def tier(self) -> str:
        """One of `TIERS`, or `holds` for a statement that speaks of no derivative."""
        for tier in (EQUAL_VALUES, HOLDS):
            if self.proof.tier.startswith(tier):
                return tier
        return NOT_DERIVED if self.proof.tier == DIFFERENT else self.proof.tier


def closed_forms(records: Sequence[RuleRecord], kind: str = "identity") -> list[Closed]:
    """The stated closed forms of all rules of a kind."""
    found = [Closed(r, p) for r in records if r.kind == kind for p in r.derivations.proofs]
    return [one for one in found if one.tier != HOLDS]


def coverage_page(records: Sequence[RuleRecord]) -> str:
    """The whole page."""
    found = closed_forms(records)
    parts = [
        "---\nhide: [navigation]\n---\n\n# Coverage\n",
        _INTRODUCTION,
        _section("Closed forms", "closed-forms", _tiers(found), _reached(found)),
        _section("Length", "length", _LENGTH, _counted(found), _matrix_forms(found)),
        _section("By family", "families", raw(_families(found))),
        _section("Answers that are longer", "longer", *_longer(found)),
        _section("Not reached", "not-reached", *_not_reached(found)),
        _section("Laws", "laws", _laws(records)),
        _section("NumPy", "numpy", _numpy(records)),
        _section("Checks", "checks", *_checks(records)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


_INTRODUCTION = (
    "An identity of this book states a closed form. The engine derives the same function from the "
    "other rules, without using the identity, and the two are compared. This page says how often the "
    "engine gets there, and whether what it finds is as short as what people write by hand. What is "
    "longer, or out of reach, is listed."
)


def _section(title: str, anchor: str, *body: str) -> str:
    return "\n\n".join([f"## {title} {{ #{anchor} }}", *body]) if body else ""


def _reached(found: Sequence[Closed]) -> str:
    rules = {one.record.id for one in found}
    return (
        f"{plural(len(found), 'closed form')} of {plural(len(rules), 'identity', 'identities')}. "
        "The first two proofs hold for every size; the third is a comparison of numbers, at points "
        "drawn in the domain of the rule."
    )


def _tiers(found: Sequence[Closed]) -> str:
    counted = Counter(one.tier for one in found)
    rows = [[escape(t), str(counted[t]), escape(words)] for t, words in TIERS.items()]
    return raw(table(["the engine’s derivation", "closed forms", "what that means"], rows))


_LENGTH = (
    "Length is counted in tokens: names, numbers and operators of the text in NumPy’s syntax. "
    "Brackets and commas do not count. Both sides are printed by one printer, so spelling makes no "
    "difference, and a part that occurs repeatedly may be named on both sides. Where a stated form "
    "names the value of the function, the engine may use that name too."
)


def _measured(found: Sequence[Closed]) -> list[tuple[Closed, Lengths]]:
    return [(one, one.proof.lengths) for one in found if one.proof.lengths is not None]


def _counted(found: Sequence[Closed]) -> str:
    measured = _measured(found)
    longer = sum(lengths.longer for _, lengths in measured)
    shorter = sum(lengths.engine < lengths.stated for _, lengths in measured)
    rows = {
        "measured": len(measured),
        "the engine’s answer is no longer than the stated form": len(measured) - longer,
        "of these it is shorter": shorter,
        "the engine’s answer is longer": longer,
    }
    return counts("closed forms", rows)


def in_matrix_forms(found: Sequence[Closed]) -> dict[str, bool]:
    """Identities of the first two tiers whose forms are all in matrix notation, by id.

    Each with whether the engine's answer is no longer than a stated form, for every derivative that
    the identity states.
    """
    tiers = {rule.id: rule.tier for rule in wanted_rules()}
    stated: dict[str, dict[str, list[Lengths]]] = {}
    for one, lengths in _measured(found):
        if tiers.get(one.record.id, 3) < 3:
            stated.setdefault(one.record.id, {}).setdefault(one.proof.label, []).append(lengths)
    return {
        name: all(any(not form.longer for form in forms) for forms in by_label.values())
        for name, by_label in stated.items()
        if all(in_matrix_notation(f.stated_text) for forms in by_label.values() for f in forms)
    }


def _matrix_forms(found: Sequence[Closed]) -> str:
    reached = in_matrix_forms(found)
    if not reached:
        return ""
    rest = [name for name, short in reached.items() if not short]
    links = ", ".join(link(PATH, rule_path(name), name) for name in rest)
    return raw(
        f"<p>Of the {len(reached)} identities in the first two tiers of the "
        "catalogue whose forms are in matrix notation (no indices, axes or choices), the engine "
        f"reaches a form no longer than the stated one for {len(reached) - len(rest)}"
        f"{f'. Longer are {links}' if rest else ''}.</p>"
    )


# ---------------------------------------------------------------------------------- by family


def _families(found: Sequence[Closed]) -> str:
    records = {one.record.id: one.record for one in found}
    rows = [
        [link(PATH, family_path(family), family_title(family)), *_cells(own)]
        for family in by_family(records.values())
        if (own := [one for one in found if one.record.family == family])
    ]
    rows.append([element("strong", "all"), *_cells(found)])
    head = ["family", "closed forms", SAME_FORM, SAME_INDEX_FORM, EQUAL_VALUES, "not reached"]
    return table([*head, "no longer", "longer"], rows, class_="jb-counts")


def _cells(found: Sequence[Closed]) -> list[str]:
    counted = Counter(one.tier for one in found)
    longer = [lengths.longer for _, lengths in _measured(found)]
    numbers = [len(found), *(counted[tier] for tier in TIERS)]
    return [str(n) for n in (*numbers, len(longer) - sum(longer), sum(longer))]


# ------------------------------------------------------------------------------ what is listed


def _longer(found: Sequence[Closed]) -> Iterator[str]:
    longer = [(one, lengths) for one, lengths in _measured(found) if lengths.longer]
    if not longer:
        return
    yield (
        f"{plural(len(longer), 'answer')}, the largest excess first. They are true, but people write "
        "them shorter; each is a task for the engine."
    )
    longer.sort(key=lambda pair: (pair[1].stated - pair[1].engine, pair[0].record.id))
    rows = [[_name(one), _sides(lengths)] for one, lengths in longer]
    yield raw(table(["closed form", "stated, and the engine’s"], rows, class_="jb-sides jb-stack"))


def _name(one: Closed) -> str:
    title = link(PATH, rule_path(one.record.id), one.record.title, "derivation")
    return f"{title}{element('div', escape(one.proof.label), class_='jb-note')}"


def _sides(lengths: Lengths) -> str:
    sides = (
        ("stated", lengths.stated, lengths.stated_text),
        ("engine", lengths.engine, lengths.engine_text),
    )
    return "".join(
        element(
            "div",
            element("span", escape(f"{who}, {plural(n, 'token')}"), class_="jb-label"),
            code(text),
            class_="jb-side",
        )
        for who, n, text in sides
    )


def _not_reached(found: Sequence[Closed]) -> Iterator[str]:
    rows = [[_name(one), escape(one.proof.detail)] for one in found if one.tier == NOT_DERIVED]
    if rows:
        yield raw(table(["closed form", "why"], rows))


# ------------------------------------------------------------------------------ what else there is


def _laws(records: Sequence[RuleRecord]) -> str:
    found = closed_forms(records, "structural")
    laws = {one.record.id for one in found}
    reached = sum(one.tier != NOT_DERIVED for one in found)
    return (
        f"Besides, the book has {plural(len(laws), 'structural rule')}: laws about any functions, "
        "such as the chain rules. Of their "
        f"{plural(len(found), 'statement')}, {reached} are proved on worked instances."
    )


def _numpy(records: Sequence[RuleRecord]) -> str:
    whole, answered, still = numpy_functions.summary(numpy_functions.functions(records))
    return (
        f"NumPy has {whole}. The book answers for {answered}; {still} are not covered yet. "
        "[NumPy functions](../numpy/index.md) lists them all."
    )


def _checks(records: Sequence[RuleRecord]) -> Iterator[str]:
    results = [result for record in records for result in record.checks]
    if not results:
        yield "The rules were not verified in this build."
        return
    counted = Counter(result.status for result in results)
    cases = sum(result.cases for result in results)
    yield (
        f"{counted['passed']} checks of {plural(len(records), 'rule')} passed on {cases} cases, "
        f"{counted['failed']} failed, and {counted['skipped']} do not apply. "
        "[Verification](index.md) has them rule by rule, with the reason for "
        "[each one that does not apply](index.md#skipped)."
    )
    rows = [
        [escape(check), str(n), escape(_reasons(records, check))]
        for check, n in Counter(r.check for r in results if r.status == "skipped").most_common()
    ]
    if rows:
        yield raw(table(["check that does not apply", "rules", "most often because"], rows))


def _reasons(records: Sequence[RuleRecord], check: str) -> str:
    """The reason that is given most often for leaving out a check."""
    told = Counter(
        result.detail or dict(record.skip).get(check, "")
        for record in records
        for result in record.checks
        if result.check == check and result.status == "skipped"
    )
    return told.most_common(1)[0][0]
