"""NumPy, function by function: which rule answers for it, or why none does."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook_site.addresses import link, rule_path
from jacobook_site.indexes import NUMPY
from jacobook_site.markup import code, element, escape, table
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose
from jacobook_site.records import RuleRecord
from jacobook_site.sources.entries import listing, plural, rule_row
from jacobook_site.sources.numpy_names import MODULES, public_functions, reason

PATH = NUMPY
RULE, CONSTANT, NONE, NOT_YET = "rule", "constant", "not differentiable", "not yet"
STATUSES = (RULE, CONSTANT, NONE, NOT_YET)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of NumPy or SciPy.

    Attributes:
        module: `numpy.linalg`.
        names: what it is called there.
        rule: the rule that answers for it, if any.
        reason: why there is no derivative, if there is none.
    """

    module: str
    names: tuple[str, ...]
    rule: RuleRecord | None
    reason: str = ""

    @property
    def status(self) -> str:
        """One of `rule`, `constant`, `not differentiable` and `not yet`."""
        if self.rule is not None:
            return CONSTANT if self.rule.kind == "constant" else RULE
        return NONE if self.reason else NOT_YET

    @property
    def shown(self) -> str:
        """Its names as people write them, as HTML."""
        module = re.sub(r"^numpy\b", "np", self.module)
        return ", ".join(code(f"{module}.{name}") for name in self.names)


def functions(records: Sequence[RuleRecord]) -> tuple[Function, ...]:
    """All public functions of NumPy, then those of SciPy that rules answer for."""
    own = [record for record in records if record.origin.built_in]
    by_name = {name: record for record in own for name in record.numpy}
    return (*_numpy(by_name), *_scipy(by_name))


def _numpy(by_name: Mapping[str, RuleRecord]) -> Iterator[Function]:
    answers = {id(_found(name)): rule for name, rule in by_name.items() if _is_numpy(name)}
    for module in MODULES:
        for names, function in public_functions(module):
            rule = answers.get(id(function))
            yield Function(module, names, rule, "" if rule else reason(names, function))


def _is_numpy(name: str) -> bool:
    return name.startswith("numpy.")


def _found(dotted: str) -> Any:
    """A function of NumPy by its dotted name."""
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _scipy(by_name: Mapping[str, RuleRecord]) -> Iterator[Function]:
    for dotted in sorted(name for name in by_name if not _is_numpy(name)):
        module, _, name = dotted.rpartition(".")
        yield Function(module, (name,), by_name[dotted])


def numpy_page(found: Sequence[Function]) -> str:
    """The whole page."""
    parts = ["---\nhide: [navigation]\n---\n\n# NumPy functions\n", _introduction(found)]
    parts.append(_counted(found))
    for module in dict.fromkeys(one.module for one in found):
        own = [one for one in found if one.module == module and one.status == RULE]
        if own:
            parts.append(f"## {module} {{ #{module.replace('.', '-')} }}")
            parts.append(listing([_row(one) for one in own], "function"))
    parts += [_constants(found), _without(found), _still(found)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _introduction(found: Sequence[Function]) -> str:
    ours = [one for one in found if _is_numpy(f"{one.module}.")]
    answered = sum(one.status in (RULE, CONSTANT) for one in ours)
    return (
        f"NumPy has {plural(len(ours), 'public function')}, counted once where one has several "
        f"names. The book has an answer for {answered} of them. jacobook refuses a function that "
        "has none, and says so. From SciPy, the functions are listed that a rule answers for."
    )


def _counted(found: Sequence[Function]) -> str:
    rows = []
    for module in dict.fromkeys(one.module for one in found):
        own = [one for one in found if one.module == module]
        whole = _is_numpy(f"{module}.")
        counted = [sum(one.status == status for one in own) for status in STATUSES]
        rows.append([code(module), *(str(n) if n or whole else "" for n in counted)])
    return raw(table(["module", *STATUSES], rows, class_="jb-counts"))


def _row(one: Function) -> list[str]:
    assert one.rule is not None
    return [one.shown, *rule_row(PATH, one.rule)]


def _constants(found: Iterable[Function]) -> str:
    rules = dict.fromkeys(o.rule for o in found if o.rule is not None and o.status == CONSTANT)
    parts = []
    for rule in rules:
        names = [one.shown for one in found if one.rule is rule]
        title = link(PATH, rule_path(rule.id), rule.title)
        parts.append(element("p", title, ": ", ", ".join(names), class_="jb-names"))
    text = (
        "The values of these functions are constants for differentiation: they do not change when "
        "their arguments change a little."
    )
    return f"## Constants {{ #constants }}\n\n{text}\n\n{raw(''.join(parts))}" if parts else ""


def _without(found: Sequence[Function]) -> str:
    reasons = sorted({one.reason for one in found if one.status == NONE})
    rows = [
        [inline_prose(why), ", ".join(one.shown for one in found if one.reason == why)]
        for why in reasons
    ]
    made = table(["why", "functions"], rows, class_="jb-named")
    return f"## Not differentiable {{ #not-differentiable }}\n\n{raw(made)}" if rows else ""


def _still(found: Sequence[Function]) -> str:
    names = [one.shown for one in found if one.status == NOT_YET]
    text = "A rule could answer for these; none does yet."
    shown = raw(element("p", ", ".join(names), class_="jb-names"))
    return f"## Not yet {{ #not-yet }}\n\n{escape(text)}\n\n{shown}" if names else ""


def summary(found: Sequence[Function]) -> tuple[str, str, str]:
    """What it has, how much of that is answered for, and how much is still to come."""
    ours = [one for one in found if _is_numpy(f"{one.module}.")]
    counted = Counter(one.status for one in ours)
    what = f"{plural(len(ours), 'public function')}, {counted[NONE]} of them without a derivative"
    return what, str(counted[RULE] + counted[CONSTANT]), str(counted[NOT_YET])
