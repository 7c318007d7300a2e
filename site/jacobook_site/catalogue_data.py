"""The form of `catalogue.json`: the whole book as data for other programs.

Fields may be added under one format; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

FORMAT = 1
SCHEMA = f"schemas/catalogue-{FORMAT}.json"


@dataclass(frozen=True, slots=True)
class NotFinite:
    """A number for which JSON has no word."""

    number: Literal["nan", "inf", "-inf"]


Number = bool | int | float | NotFinite


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayEntry:
    """A named array: its shape, its entries row by row, the imaginary parts of complex ones.

    Numbers are rounded to twelve significant digits, which machines agree on.
    """

    name: str
    shape: tuple[int, ...]
    entries: tuple[Number, ...]
    imaginary: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorEntry:
    """Operands with what was computed from them.

    Attributes:
        name: a short name, perhaps empty.
        source: who says what the numbers must be; "sample" for operands made for the page.
        why: for a special point, why this value was chosen.
        operands: the operands.
        parameters: static keywords, as written in a call.
        value: the value; `null` where the function must raise.
        cotangent: what was pulled back.
        gradients: the pullback of the cotangent by each operand.
        raises: the exception that the function must raise.
    """

    name: str
    source: str
    why: str
    operands: tuple[ArrayEntry, ...]
    parameters: str
    value: ArrayEntry | None
    cotangent: ArrayEntry | None
    gradients: tuple[ArrayEntry, ...]
    raises: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEntry:
    """A true statement: its form, its variable, the form in words; as text and as LaTeX.

    `each`: it holds entry by entry, and its letters are numbers.
    """

    form: Literal["value", "elem", "grad", "jac", "hess", "vjp", "d", "same", "true"]
    variable: str
    label: str
    each: bool
    text: str
    latex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperandEntry:
    """An operand, or the value: its name, its shape in letters, and what it is in words."""

    name: str
    shape: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterEntry:
    """A static keyword with its default, as Python writes it."""

    name: str
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionEntry:
    """An abstract function of a law with the instance that the law was checked on."""

    header: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry:
    """A source, the place in it, and its address."""

    source: str
    where: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofEntry:
    """How a statement compares with what the engine derived."""

    statement: str
    tier: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """What one check found."""

    check: str
    status: Literal["passed", "failed", "skipped", "expected"]
    cases: int
    error: Number | None
    tolerance: Number | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationEntry:
    """How far a rule is verified.

    Attributes:
        grade: made from the checks.
        mark: whose rule it is and what is known of it.
        passed, failed, skipped, expected: how many checks.
        cases: how many probes, directions or entries were compared.
        checks: what each check found.
        proofs: statements beside what the engine derived.
        skip: checks that the author declares not to apply, with the reason.
    """

    grade: Literal["proved", "checked", "not verified", "failing"]
    mark: Literal["core", "checked", "unchecked", "failing"]
    passed: int
    failed: int
    skipped: int
    expected: int
    cases: int
    checks: tuple[CheckEntry, ...]
    proofs: tuple[ProofEntry, ...]
    skip: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginEntry:
    """Where a rule came from: its pack, distribution, module, file and line."""

    pack: str
    distribution: str
    module: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedEntry:
    """Related rules by id."""

    uses: tuple[str, ...]
    used_by: tuple[str, ...]
    see_also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressesEntry:
    """Where a rule is on the site, relative to this file.

    Attributes:
        page: its page, which moves when the rule's id changes.
        short: an address that stays.
        text: the page as Markdown.
        source: the file it is written in; empty if there is none.
    """

    page: str
    short: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule.

    Attributes:
        id: stable, never given to another rule.
        hash: SHA-256 of the entry without `hash`, `addresses`, `origin`, `related` and
            `verification`, as canonical JSON: sorted keys, no spaces, UTF-8.
        statements: the function first, then the derivative.
        functions: abstract functions of a law with their instance.
        conditions, why, pitfalls: the author's sentences, in Markdown with formulas in backticks.
        numpy: the functions of NumPy and SciPy it answers for.
        aliases: former ids and other names.
        deprecated: when and for what, in words; empty otherwise.
    """

    id: str
    hash: str
    title: str
    summary: str
    kind: str
    family: str
    op: str
    status: str
    since: str
    deprecated: str
    statements: tuple[StatementEntry, ...]
    operands: tuple[OperandEntry, ...]
    result: OperandEntry
    parameters: tuple[ParameterEntry, ...]
    functions: tuple[FunctionEntry, ...]
    conditions: str
    why: str
    pitfalls: str
    numpy: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    vectors: tuple[VectorEntry, ...]
    special_points: tuple[VectorEntry, ...]
    references: tuple[ReferenceEntry, ...]
    addresses: AddressesEntry
    origin: OriginEntry
    related: RelatedEntry
    verification: VerificationEntry


UNHASHED = ("hash", "addresses", "origin", "related", "verification")
"""What of a rule's entry its hash leaves out: what changes while the rule stays the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """A third party's pack some of the rules come from."""

    namespace: str
    title: str
    summary: str
    distribution: str
    version: str
    licence: str
    author: str
    url: str
    mark: Literal["checked", "unchecked", "failing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """What the file was made with, and when."""

    jacobook: str
    numpy: str
    python: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All rules of a book.

    Attributes:
        format: the version of this form.
        hash: SHA-256 of the object with each rule's hash by its id, as canonical JSON.
        made_with: versions and date; no hash depends on it.
        packs: the packs that some rules come from.
        rules: sorted by id.
    """

    format: Literal[1] = 1
    hash: str
    made_with: MadeWith
    packs: tuple[PackEntry, ...]
    rules: tuple[RuleEntry, ...]


def schema() -> dict[str, Any]:
    """The JSON schema of the file."""
    made = msgspec.json.schema(Catalogue)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
