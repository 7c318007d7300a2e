"""The sixty benchmark expressions: answers, lengths, times and checks, and SymPy in the same run.

    make bench
    python benchmarks/closed_forms.py --no-sympy

The times are those of deriving and printing, best of three; those of SymPy of building the
function and `diff`, in a process of its own after the imports: best of three with an empty cache,
or one run where it takes more than a second.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import itertools
import json
import math
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jacobook as jb
from jacobook.closed_form.derivation import Derivation
from jacobook.errors import JacobookError

HERE = Path(__file__).parent
ROUNDS = 3
TOLERANCE = 1e-7
SYMPY_SECONDS = 20.0
"""How long one spelling may take in SymPy, imports and evaluation included."""


def _load(path: Path) -> Any:
    """A module that is in no package."""
    found = sys.modules.get(path.stem)
    if found is None:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None and spec.loader is not None
        found = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
    return found


sixty = _load(HERE.parent / "tests" / "core" / "sixty.py")

STATUSES = {
    "matrix": "a matrix expression, value right",
    "entries": "an explicit matrix, entry by entry, value right",
    "array": "an array expression, value right",
    "unevaluated": "a derivative is left in the result",
    "no value": "the result cannot be evaluated: shapes clash, or a part has no meaning",
    "error": "differentiation ends in an exception",
    "not expressible": "building the function ends in an exception",
    "time": f"no result within {SYMPY_SECONDS:.0f} seconds",
    "wrong value": "a result with another value",
}
"""What can come of an attempt with SymPy, from best to worst."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one spelling gave in SymPy.

    Attributes:
        status: a word of `STATUSES`.
        spelling: the function as SymPy prints what was entered.
        text: the result, or the exception.
        seconds: of building the function and differentiating it; `nan` without a result.
    """

    status: str
    spelling: str
    text: str
    seconds: float = math.nan


@dataclass(frozen=True, slots=True)
class SymPyAnswer:
    """What SymPy gave for one expression: the best of its attempts, all of them measured.

    Attributes:
        version: of SymPy.
        attempts: one per spelling, best first.
    """

    version: str
    attempts: tuple[Attempt, ...]

    @property
    def best(self) -> Attempt:
        """The attempt that counts."""
        return self.attempts[0]

    @property
    def status(self) -> str:
        """The word for the best attempt."""
        return self.best.status

    @property
    def silently_wrong(self) -> bool:
        """Whether some natural spelling gives another value without a word."""
        return any(attempt.status == "wrong value" for attempt in self.attempts)


@dataclass(frozen=True, slots=True)
class Checks:
    """What was checked of one answer.

    Attributes:
        value: it has the value of the reference.
        round_trip: the printed text, in both syntaxes, reads back with that value.
        deterministic: another process with another hash seed prints the same.
        steps: at least two, by rules of the book, each from where the last one ended.
    """

    value: bool
    round_trip: bool
    deterministic: bool
    steps: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One expression with its answer and what was measured.

    Attributes:
        id: the number.
        level: 1 to 5.
        expression: the function in MATLAB's syntax.
        wrt: the variable.
        order: 1, or 2 for the Hessian.
        derivation: the answer; of a matrix by a matrix what it does with a change `dX`.
        answer_text: in MATLAB's syntax; of a matrix by a matrix the matrix of stacked columns.
        operator_text: of a matrix by a matrix what it does with `dX`, otherwise empty.
        listed: the published closed form as listed.
        source: where it is published.
        length_ratio: the answer's length over that of the published form without its remarks.
        longer: why the ratio may be above 1.5, otherwise empty.
        seconds: for deriving and printing.
        checks: what was checked.
        sympy: what SymPy gives, or `None` if it was not asked.
    """

    id: int
    level: int
    expression: str
    wrt: str
    order: int
    derivation: Derivation
    answer_text: str
    operator_text: str
    listed: str
    source: str
    length_ratio: float
    longer: str
    seconds: float
    checks: Checks
    sympy: SymPyAnswer | None

    @property
    def answer(self) -> Derivation:
        """The answer in the form whose text is compared: for the printers."""
        found: Derivation = sixty.as_matrix(self.derivation)
        return found

    def record(self) -> dict[str, Any]:
        """The row in plain data, for JSON: without the derivation, with printed formulas."""
        plain = {k: getattr(self, k) for k in self.__slots__ if k not in ("derivation", "sympy")}
        plain["checks"] = asdict(self.checks)
        plain["answer_latex"], plain["answer_mathml"] = self.answer.latex(), self.answer.mathml()
        plain["sympy"] = None if self.sympy is None else _sympy_record(self.sympy)
        return plain


def _sympy_record(found: SymPyAnswer) -> dict[str, Any]:
    attempts = [
        {**asdict(a), "seconds": None if math.isnan(a.seconds) else a.seconds}
        for a in found.attempts
    ]
    return {"version": found.version, "status": found.status, "attempts": attempts}


def rows(sympy: bool = True) -> list[Row]:
    """All sixty, measured now.

    Args:
        sympy: whether SymPy is asked as well, which takes minutes.
    """
    elsewhere = texts_elsewhere()
    return [row(entry, elsewhere[entry.id - 1], sympy) for entry in sixty.SIXTY]


def row(entry: Any, elsewhere: str, sympy: bool = True) -> Row:
    """One expression, derived, checked and measured.

    Args:
        entry: of the sixty.
        elsewhere: the text that another process has printed.
        sympy: whether SymPy is asked as well.
    """
    found, seconds = derived(entry)
    matrix = sixty.as_matrix(found)
    text = matrix.text("matlab")
    return Row(
        id=entry.id,
        level=entry.level,
        expression=entry.text,
        wrt=entry.wrt,
        order=entry.order,
        derivation=found,
        answer_text=text,
        operator_text=found.text("matlab") if found.form == "operator" else "",
        listed=entry.listed,
        source=entry.source,
        length_ratio=sixty.length_ratio(text, entry),
        longer=entry.longer,
        seconds=seconds,
        checks=checked(entry, found, matrix, text == elsewhere),
        sympy=sympy_answer(entry.id) if sympy else None,
    )


def derived(entry: Any) -> tuple[Derivation, float]:
    """The derivative, and the seconds for it and its text: best of three."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found: Derivation = jb.derive(**entry.request)
        sixty.as_matrix(found).text("matlab")
        spent.append(time.perf_counter() - start)
    return found, min(spent)


def checked(entry: Any, found: Derivation, matrix: Derivation, same: bool) -> Checks:
    """What holds of an answer and of its matrix form."""
    forms = (found, matrix)
    return Checks(
        value=all(_right(form, form.derivative, entry) for form in forms),
        round_trip=all(_reads_back(form, entry) for form in forms),
        deterministic=same,
        steps=_has_steps(found),
    )


def _right(form: Derivation, body: Any, entry: Any) -> bool:
    return bool(max(sixty.differences(form, body, entry)) < TOLERANCE)


def _reads_back(form: Derivation, entry: Any) -> bool:
    try:
        again = [sixty.read_again(form, syntax, entry) for syntax in ("numpy", "matlab")]
    except JacobookError:
        return False
    return all(_right(form, body, entry) for body in again)


def _has_steps(found: Derivation) -> bool:
    steps, book = found.steps, found.registry
    linked = all(b.before is None or b.before is a.after for a, b in itertools.pairwise(steps))
    known = all(not step.rule or step.rule in book for step in steps)
    return len(steps) >= 2 and linked and known and steps[-1].after is found.derivative


_TEXTS = """
import json, sys
import jacobook as jb

found = [jb.derive(**request) for request in json.load(sys.stdin)]
stacked = [f.kronecker() if f.form == "operator" else f for f in found]
json.dump([f.text("matlab") for f in stacked], sys.stdout)
"""


def texts_elsewhere(hash_seed: str = "4321") -> list[str]:
    """The texts that a fresh process with another hash seed prints."""
    run = subprocess.run(
        [sys.executable, "-c", _TEXTS],
        input=json.dumps([entry.request for entry in sixty.SIXTY]),
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(run.stdout)
    return found


# -------------------------------------------------------------------------------- SymPy


def sympy_answer(number: int) -> SymPyAnswer:
    """What SymPy gives for one expression, by every natural spelling."""
    found = [_attempted(number, position) for position in range(_spellings(number))]
    order = list(STATUSES)
    found.sort(key=lambda attempt: order.index(attempt.status))
    return SymPyAnswer(importlib.metadata.version("sympy"), tuple(found))


def _spellings(number: int) -> int:
    return len(_load(HERE / "sympy_closed_forms.py").SPELLINGS[number])


def _attempted(number: int, position: int) -> Attempt:
    """One spelling in a process of its own."""
    command = [sys.executable, str(HERE / "sympy_closed_forms.py"), str(number), str(position)]
    try:
        run = subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            timeout=SYMPY_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Attempt("time", "", f"stopped after {SYMPY_SECONDS:.0f} seconds")
    return Attempt(**json.loads(run.stdout))


# -------------------------------------------------------------------------------- print


def table(found: Sequence[Row]) -> Iterator[str]:
    """The rows as lines of text, with the counts below."""
    for each in found:
        marks = "".join("+" if ok else "-" for ok in asdict(each.checks).values())
        power = "^2" if each.order == 2 else ""
        yield (
            f"{each.id:2d} {marks} {each.length_ratio:5.2f} {each.seconds * 1e3:6.1f} ms  "
            f"{each.expression}  by {each.wrt}{power}"
        )
        yield f"        ours   {each.answer_text}"
        yield f"        listed {each.listed}"
        if each.sympy is not None:
            yield from _sympy_lines(each.sympy)
    yield from _counts(found)


def _sympy_lines(found: SymPyAnswer) -> Iterator[str]:
    for attempt in found.attempts:
        spent = "" if math.isnan(attempt.seconds) else f" {attempt.seconds * 1e3:.1f} ms"
        yield f"        SymPy  [{attempt.status}{spent}] {attempt.spelling} -> {attempt.text[:160]}"


def _counts(found: Sequence[Row]) -> Iterator[str]:
    total = len(found)
    for name in Checks.__slots__:
        yield f"{name}: {sum(getattr(each.checks, name) for each in found)} of {total}"
    longer = [each.id for each in found if each.length_ratio > 1.5]
    yield f"longer than 1.5 times the published form: {longer}"
    yield f"slowest: {max(each.seconds for each in found) * 1e3:.1f} ms"
    answers = [each.sympy for each in found if each.sympy is not None]
    if answers:
        counts = Counter(answer.status for answer in answers)
        words = ", ".join(f"{word} {counts[word]}" for word in STATUSES if counts[word])
        yield f"SymPy {answers[0].version}, best spelling: {words}"
        wrong = [each.id for each in found if each.sympy and each.sympy.silently_wrong]
        yield f"SymPy, some spelling silently wrong: {wrong}"


def main() -> None:
    """Print the table."""
    print("\n".join(table(rows(sympy="--no-sympy" not in sys.argv[1:]))))


if __name__ == "__main__":
    main()
