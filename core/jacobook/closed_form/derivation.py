"""`jacobook.derive`: a derivative as a formula, with its steps, checked before it is shown."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from jacobook import facts as known
from jacobook import notation
from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter
from jacobook.algebra.numbers import ONE
from jacobook.catalogue import Registry, default_registry
from jacobook.closed_form import answer as answers
from jacobook.closed_form.answer import Answer
from jacobook.closed_form.naming import Named, named
from jacobook.closed_form.problem import Problem, handbook, problem
from jacobook.closed_form.steps import (
    BACKWARD_VIEW,
    BackwardView,
    DifferentialView,
    Step,
    cotangent_of,
    function_name,
    opening_steps,
)
from jacobook.errors import DerivationError, JacobookError, ShapeError, UnknownVariableError
from jacobook.expression import Expression, postorder, substitute, variable, variables
from jacobook.notation.infix import infix
from jacobook.parsing import read_text
from jacobook.parsing.conventions import declared
from jacobook.rule import Array
from jacobook.scipy_calls import exchanged
from jacobook.shapes import Shape, letters_in, show
from jacobook.symbolic_tracing import trace

if TYPE_CHECKING:
    from jacobook.closed_form.checking import NumericCheck
    from jacobook.closed_form.showing import ShownSteps

Syntax = Literal["numpy", "matlab"]
Form = Literal["derivative", "jvp", "vjp", "hvp"]
Assumptions = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, eq=False)
class Derivation:
    """A derivative in closed form.

    Attributes:
        problem: the function and the variable.
        answer: the derivative, in canonical form.
        stages: for a Hessian the derivation of the gradient, which was differentiated again.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> d = jb.derive("norm2(X @ w - y)**2", wrt="w")
        >>> d.text(), d.form, len(d.steps) > 4
        ('2*X.T @ (X @ w - y)', 'gradient', True)
        >>> d(X=np.eye(2), w=np.array([1.0, 2.0]), y=np.zeros(2))
        array([2., 4.])
    """

    problem: Problem
    answer: Answer
    stages: tuple[Derivation, ...] = ()

    @property
    def wrt(self) -> str:
        """The name of the variable."""
        return str(self.problem.wrt["name"])

    @property
    def form(self) -> str:
        """What the derivative is: `gradient`, `jacobian`, `hessian`, `operator`, ..."""
        return "hessian" if self.stages and self.answer.form == "jacobian" else self.answer.form

    @property
    def order(self) -> int:
        """1, or 2 for a Hessian."""
        return 1 + len(self.stages)

    @property
    def value(self) -> Expression:
        """The function itself, in the form that was differentiated."""
        return self.stages[0].value if self.stages else self.problem.function

    @functools.cached_property
    def derivative(self) -> Expression:
        """The derivative as one expression in operations of the book."""
        return self.problem.shown(self.answer.core)

    @functools.cached_property
    def named(self) -> Named:
        """The derivative with names for parts that occur repeatedly."""
        return named(self.derivative, self._taken_names(), notation.matlab)

    def _taken_names(self) -> set[str]:
        sizes = {str(d) for v in self.variables for d in v.shape}
        return {str(v["name"]) for v in self.variables} | sizes | {self.name}

    @functools.cached_property
    def variables(self) -> tuple[Expression, ...]:
        """The variables of the function, in order of appearance."""
        return variables(self.source)

    @property
    def source(self) -> Expression:
        """The function as it was given."""
        return self.stages[0].source if self.stages else self.problem.source

    @property
    def registry(self) -> Registry:
        """The rules that were used."""
        return self.problem.registry

    @functools.cached_property
    def function_name(self) -> Expression:
        """The name of the function on left sides."""
        return self.stages[0].function_name if self.stages else function_name(self.problem)

    @property
    def name(self) -> str:
        """The function's name as text."""
        return str(self.function_name["name"])

    @property
    def facts(self) -> frozenset[str]:
        """What the variable was declared to be."""
        return self.problem.wrt.facts

    @property
    def structure(self) -> str:
        """`diagonal`, `symmetric`, `Kronecker`, `constant`, ... as far as the form shows it."""
        return structure_of(self)

    # ------------------------------------------------------------------ other forms

    def kronecker(self) -> Derivation:
        """A matrix by a matrix as one matrix: both sides stacked column by column.

        Raises:
            DerivationError: it has no such form.
        """
        return self._in_form("kronecker")

    def einsum(self) -> Derivation:
        """The derivative with all its axes, of shape `y.shape + x.shape`, by `einsum`.

        Raises:
            DerivationError: the tangent goes through an operation that is no sum of products.
        """
        return self._in_form("einsum")

    def operator(self) -> Derivation:
        """The derivative as what it does with a change `dX` of the variable."""
        return replace(self, answer=Answer("operator", self.differential))

    def handbook(self) -> Derivation:
        """The gradient by a symmetric matrix in the handbooks' form: `G + G' - G .* eye`.

        Source: Matrix Cookbook, equation 138. It is the derivative by the entries on and above
        the diagonal, each of which stands in two places.

        Raises:
            DerivationError: the variable is not declared symmetric.
        """
        if known.SYMMETRIC not in self.facts or self.answer.form != "gradient":
            raise DerivationError(
                f"the handbook form is for the gradient by a symmetric matrix; {self.wrt} is not "
                f"declared symmetric: pass assume={{{self.wrt!r}: 'symmetric'}}"
            )
        core = self.problem.simplified(handbook(self.problem.pulled_back(ONE)))
        return replace(self, answer=Answer("handbook", core))

    @functools.cached_property
    def differential(self) -> Expression:
        """The change of the function, in canonical form: linear in the tangent."""
        return self.problem.simplified(self.problem.differential)

    def _in_form(self, form: str) -> Derivation:
        found = answers.in_form(self.problem, self.differential, self.problem.tangent, form)
        if found is None:
            raise DerivationError(
                f"the derivative of {self.text_of(self.value)} by {self.wrt} has no {form} form; "
                "operator() shows what it does with a change of the variable"
            )
        return replace(self, answer=found)

    # ------------------------------------------------------------------------ steps

    @functools.cached_property
    def steps(self) -> tuple[Step, ...]:
        """The worked steps: the differential view; for a pulled back cotangent the backward one."""
        if self.answer.form == "vjp":
            return self.backward_steps
        earlier = [step for stage in self.stages for step in stage.steps]
        opening = [] if self.stages else opening_steps(self.problem, self.function_name)
        view = DifferentialView(self.problem, *self._names_in_steps())
        return (*earlier, *opening, *view.steps(self.answer))

    def _names_in_steps(self) -> tuple[Expression, Expression | None]:
        """What is differentiated last, and the function of which that is the gradient."""
        first = self.function_name
        if not self.stages:
            return first, None
        return function_name(self.problem, taken=[self.name]), first

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """When the derivation holds: for each rule with a condition its id and the condition."""
        used = dict.fromkeys(step.rule for step in self.steps if step.rule)
        rules = [self.registry[rule] for rule in used]
        stated = (rule for rule in rules if rule.op and rule.conditions)
        return tuple((rule.id, rule.conditions) for rule in stated)

    @functools.cached_property
    def backward_steps(self) -> tuple[Step, ...]:
        """The worked steps of the backward view; empty unless a cotangent is pulled back."""
        if self.answer.form not in ("gradient", "vjp"):
            return ()
        opening = opening_steps(self.problem, self.function_name, BACKWARD_VIEW)
        view = BackwardView(self.problem, self.function_name)
        return (*opening, *view.steps(self.answer))

    # ----------------------------------------------------------------------- output

    def text(self, syntax: Syntax = "numpy") -> str:
        """The derivative on one line, which `derive` and the parsers can read again.

        Example:
            >>> import jacobook as jb
            >>> jb.derive("norm2(A @ x - b)**2", wrt="x").text()
            '2*A.T @ (A @ x - b)'
        """
        body = self.named
        write = functools.partial(self.text_of, syntax=syntax)
        clauses = [(name, write(part)) for name, part in body.where]
        return notation.with_where(write(body.body), clauses)

    def text_of(self, expression: Expression, syntax: Syntax = "numpy") -> str:
        """An expression in one of the two syntaxes."""
        if syntax == "matlab":
            return notation.matlab(expression)
        if syntax == "numpy":
            return infix(expression, loose=True)
        raise DerivationError(f"unknown syntax {syntax!r}; known: numpy, matlab")

    def equation(self, layout: Literal["numerator", "denominator"] = "numerator") -> Any:
        """The derivative with its left side and where-clauses, for any of the printers."""
        body = self.named
        shown = notation.derivative_equation(
            _HEAD[self.form], self.name, self.problem.wrt, body.body, layout
        )
        return notation.where_clause(shown, body.where)

    def latex(self, layout: Literal["numerator", "denominator"] = "numerator") -> str:
        """The derivative as a LaTeX equation."""
        return notation.latex(self.equation(layout))

    def mathml(self, layout: Literal["numerator", "denominator"] = "numerator") -> str:
        """The derivative as MathML."""
        return notation.mathml(self.equation(layout))

    def unicode(self, layout: Literal["numerator", "denominator"] = "numerator") -> str:
        """The derivative on one line for the terminal."""
        return notation.unicode_text(self.equation(layout))

    def __call__(self, *arrays: Array, **named_arrays: Array) -> Array:
        """The derivative at some arrays, given in order of `variables` or by name.

        Raises:
            UnknownVariableError: a variable has no value, or a name is no variable.
            ShapeError: an array has another shape than its variable.
        """
        import numpy as np

        given = self._given(arrays, named_arrays)
        values = {name: np.asarray(array) for name, array in given.items()}
        self._require_shapes({name: tuple(v.shape) for name, v in values.items()})
        return self._compiled(**values)

    def _require_shapes(self, given: Mapping[str, tuple[int, ...]]) -> None:
        """Refuse arrays whose shapes are not those of the variables.

        Raises:
            ShapeError: one is not; both shapes are named.
        """
        sizes: dict[str, int] = {}
        for v in self.arguments:
            actual = given[str(v["name"])]
            fits = len(actual) == len(v.shape)
            for wanted, size in zip(v.shape, actual, strict=False):
                if isinstance(wanted, str) and wanted.isidentifier():
                    fits = fits and sizes.setdefault(wanted, size) == size
                elif isinstance(wanted, int):
                    fits = fits and wanted == size
            if not fits:
                known = ", ".join(f"{letter} = {n}" for letter, n in sizes.items())
                raise ShapeError(
                    f"{v['name']} has shape {show(actual)}; it is declared as {show(v.shape)}"
                    + (f" ({known})" if known else "")
                )

    def _given(
        self, arrays: Sequence[Array], named_arrays: Mapping[str, Array]
    ) -> dict[str, Array]:
        names = [str(v["name"]) for v in self.arguments]
        given = {**dict(zip(names, arrays, strict=False)), **named_arrays}
        missing, unknown = set(names) - set(given), set(given) - set(names)
        if missing or unknown or len(arrays) > len(names):
            raise UnknownVariableError(
                f"the derivative is a function of {', '.join(names)}; "
                + (f"missing: {', '.join(sorted(missing))}" if missing else "")
                + (f" unknown: {', '.join(sorted(unknown))}" if unknown else "")
            )
        return given

    @functools.cached_property
    def arguments(self) -> tuple[Expression, ...]:
        """The variables of the derivative: those of the function, and a tangent if there is one."""
        extra = [v for v in variables(self.derivative) if v not in self.variables]
        return (*self.variables, *extra)

    @functools.cached_property
    def _compiled(self) -> Callable[..., Array]:
        from jacobook.closed_form.checking import function_of

        names = [str(v["name"]) for v in self.arguments]
        shapes: dict[str, Shape] = {str(v["name"]): v.shape for v in self.arguments}
        return function_of(names, shapes, self.derivative, self.registry)

    # ------------------------------------------------------------------------ check

    @functools.lru_cache(maxsize=8)  # noqa: B019 - as long as the derivation lives
    def check(self, seed: int = 0) -> NumericCheck:
        """Compare the closed form with differences of function values at a random point.

        Raises:
            CheckFailedError: it is not confirmed.
        """
        from jacobook.closed_form.checking import check
        from jacobook.closed_form.claims import claim

        return check(claim(self), self.registry, seed)

    def numpy(self, name: str = "gradient") -> str:
        """The text of a Python module with the function, its derivative and a check of both.

        Raises:
            DerivationError: an operation cannot be written with NumPy and SciPy.
        """
        from jacobook.closed_form.writing import numpy_module

        return numpy_module(self, name)

    def sympy(self) -> Any:
        """The derivative as a SymPy expression: matrix symbols, vectors as `n x 1` matrices.

        Raises:
            UnsupportedOperation: SymPy has no form for a part of it.
        """
        from jacobook.symbolic.matrices import matrix_expression

        return matrix_expression(self.derivative, self.registry)

    def show_steps(self, view: str = "differential") -> ShownSteps:
        """The worked steps for reading, in a terminal or a notebook."""
        from jacobook.closed_form.showing import ShownSteps

        return ShownSteps(self, view)

    def _repr_html_(self) -> str:
        from jacobook.closed_form.showing import derivation_html

        return derivation_html(self)

    def __str__(self) -> str:
        """The checked derivative on one line."""
        self.check()
        return self.unicode()

    def _repr_latex_(self) -> str:
        """The checked derivative as a notebook shows it."""
        self.check()
        return f"$\\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        """The checked derivative in the text syntax."""
        self.check()
        return f"<{self.form} by {self.wrt}: {self.text()}>"


_HEAD = {
    "derivative": "jac",
    "gradient": "grad",
    "handbook": "grad",
    "jacobian": "jac",
    "hessian": "hess",
    "operator": "operator",
    "jvp": "d",
    "hvp": "operator",
    "vjp": "vjp",
    "kronecker": "vec",
    "einsum": "jac",
}


def structure_of(derivation: Derivation) -> str:
    """The structure of a derivative as far as its form shows it, in words."""
    core = derivation.answer.core
    if c.is_zero(core):
        return "zero"
    still = not c.depends_on(core, derivation.problem.wrt)
    words = ["constant"] if still else []
    return ", ".join([*words, *_shape_words(derivation, core)]) or "general"


def _shape_words(derivation: Derivation, core: Expression) -> list[str]:
    """What the form of a matrix shows."""
    bare = c.unscaled(core)[1]
    if derivation.answer.form == "kronecker":
        return ["Kronecker"] if any(p.operation == "kron" for p in postorder(core)) else []
    if derivation.answer.form in ("operator", "jvp", "hvp", "einsum") or len(core.shape) != 2:
        return []
    if bare.operation in ("diag", "eye"):
        return ["diagonal"]
    if bare.operation == "outer":
        return ["rank one"]
    return ["symmetric"] if c.is_symmetric(core) else []


class Derivations(Mapping[str, Derivation]):
    """Derivatives of one function by several variables."""

    def __init__(self, found: Mapping[str, Derivation]) -> None:
        """Keep them by the name of the variable."""
        self._found = dict(found)

    def __getitem__(self, name: str) -> Derivation:
        """The derivative by one variable."""
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the variables."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def __repr__(self) -> str:
        """One derivative per line."""
        return "\n".join(map(repr, self.values()))

    def _repr_latex_(self) -> str:
        lines = r" \\ ".join(f"& {found.latex()}" for found in self.values())
        return rf"$\begin{{aligned}} {lines} \end{{aligned}}$"


def derive(
    function: str | Callable[..., Any],
    wrt: str | Sequence[str] | None = None,
    *,
    shapes: Mapping[str, Any] | None = None,
    assume: Assumptions | None = None,
    syntax: Syntax = "numpy",
    order: int = 1,
    form: Form = "derivative",
    registry: Registry | None = None,
) -> Any:
    """The derivative of a function in closed form, with worked steps.

    Args:
        function: text, or a plain NumPy function (the same that `grad` takes).
        wrt: the variable to differentiate by, or several; may be left out if there is only one.
        shapes: by variable a shape in letters or numbers (`("m", "n")`), or a word (`"matrix"`).
            For text it may be left out: then `a` to `g` are scalars, other small letters vectors,
            capitals matrices, and the sizes are inferred.
        assume: what is known of variables: `{"S": "symmetric"}`. A gradient by a symmetric,
            diagonal or triangular matrix is projected to such matrices.
        syntax: `"numpy"` or `"matlab"` (the grammar of matrixcalculus.org).
        order: 2 for the Hessian, the derivative of the gradient.
        form: `"derivative"`; or a product with it: `"jvp"` (with a tangent `dx`), `"vjp"` (of a
            cotangent `f_bar`), `"hvp"` (the Hessian times `dx`).
        registry: the rules to use.

    Returns:
        A `Derivation`; for several variables a mapping from their names to derivations.

    Raises:
        ParseError: the text cannot be read; the place is marked.
        UnknownVariableError: there is no variable called `wrt`.
        DerivationError: the request contradicts itself, such as a Hessian of a vector.

    Example:
        >>> import jacobook as jb
        >>> jb.derive("norm2(X*w - y)^2", wrt="w", syntax="matlab").text("matlab")
        "2*X'*(X*w - y)"
    """
    rules = default_registry() if registry is None else registry
    for given, word in ((shapes, "shapes"), (assume, "assume")):
        if given is not None and not isinstance(given, Mapping):
            raise DerivationError(
                f"{word}={given!r}; it maps names of variables, as in {word}={{'X': ...}}"
            )
    if order not in (1, 2):
        raise DerivationError(f"order={order!r}; it is 1, or 2 for the Hessian")
    if form not in ("derivative", "jvp", "vjp", "hvp"):
        raise DerivationError(f"form={form!r}; known: derivative, jvp, vjp, hvp")
    if order == 2 and form != "derivative":
        raise DerivationError(f"order=2 is for the Hessian; leave it out with form={form!r}")
    source = _read(function, shapes, assume, syntax, rules)
    _require_distinct_names(source)
    names = _wanted(wrt, source)
    found = {name: _derived(problem(source, name, rules), order, form) for name in names}
    return found[names[0]] if wrt is None or isinstance(wrt, str) else Derivations(found)


def _require_distinct_names(source: Expression) -> None:
    """Refuse a variable that is called like a size.

    Raises:
        DerivationError: there is one.
    """
    sizes = {letter for v in variables(source) for d in v.shape for letter in letters_in(d)}
    both = sorted(sizes & {str(v["name"]) for v in variables(source)})
    if both:
        raise DerivationError(
            f"{both[0]} is the name of a variable and of a size; call one of them otherwise"
        )


def _wanted(wrt: str | Sequence[str] | None, source: Expression) -> list[str]:
    if wrt is not None and (isinstance(wrt, str) or not isinstance(wrt, Sequence)):
        if not isinstance(wrt, str):
            raise DerivationError(f"wrt={wrt!r}; it is the name of a variable, or several")
        return [wrt]
    if wrt:
        return list(wrt)
    names = [str(v["name"]) for v in variables(source)]
    if len(names) != 1:
        raise UnknownVariableError(
            f"wrt= is missing; the variables are {', '.join(names) or 'none'}"
        )
    return names


def _read(
    function: str | Callable[..., Any],
    shapes: Mapping[str, Any] | None,
    assume: Assumptions | None,
    syntax: Syntax,
    registry: Registry,
) -> Expression:
    """The function as an expression whose variables carry their facts."""
    if isinstance(function, str):
        return read_text(function, shapes=shapes, assume=assume, syntax=syntax, registry=registry)
    if not callable(function):
        raise DerivationError(f"derive takes text or a function; given a {type(function).__name__}")
    return _traced(function, shapes or {}, assume or {}, registry)


def _traced(
    function: Callable[..., Any],
    shapes: Mapping[str, Any],
    assume: Assumptions,
    registry: Registry,
) -> Expression:
    """A Python function run on symbols; arguments with a default that are not named keep it."""
    parameters = inspect.signature(function).parameters.values()
    names = [p.name for p in parameters]
    needed = [p.name for p in parameters if p.default is p.empty]
    missing = [name for name in needed if name not in shapes]
    unknown = sorted((set(shapes) | set(assume)) - set(names))
    if missing or unknown:
        raise DerivationError(
            f"shapes= must name the arguments of {getattr(function, '__name__', 'the function')}: "
            f"{', '.join(names)}."
            + (f" Missing: {', '.join(missing)}." if missing else "")
            + (f" Unknown: {', '.join(unknown)}." if unknown else "")
        )
    given = {name: _declared(name, shapes[name], assume.get(name, ())) for name in shapes}

    def of_named(*symbols: Any) -> Any:
        return exchanged(function)(**dict(zip(given, symbols, strict=True)))

    try:
        expression = trace(of_named, {name: v.shape for name, v in given.items()}, registry)
    except TypeError as error:
        if isinstance(error, JacobookError):
            raise
        raise DerivationError(
            f"the function could not be run on symbols: {error}. Where it calculates with sizes or "
            "makes arrays of them, give numbers in shapes=, or write the function as text"
        ) from error
    return substitute(expression, given)


def _declared(name: str, shape: Any, phrases: str | Sequence[str]) -> Expression:
    """An argument of a traced function, with sizes and facts."""
    found = declared(name, shape, phrases)
    if found.order and found.sizes is None:
        raise DerivationError(
            f"the sizes of {name} are needed to run a Python function on symbols: write "
            f"{('n', 'm')[: found.order]!r} or numbers instead of {shape!r}"
        )
    return variable(name, found.sizes or (), found.facts)


def _derived(given: Problem, order: int, form: Form) -> Derivation:
    """One derivation."""
    if form == "jvp":
        core = given.simplified(given.differential)
        return Derivation(given, Answer("jvp", core))
    if form == "vjp":
        return Derivation(given, _vjp(given))
    first = Derivation(given, answers.first_answer(given))
    if order == 1 and form == "derivative":
        return first
    if first.answer.form not in ("gradient", "derivative") or given.core.shape:
        raise DerivationError(
            f"a Hessian is the second derivative of a scalar; this function has shape "
            f"{given.core.shape}. Sum its entries, or pick one."
        )
    again = second_problem(first)
    if form == "hvp":
        return Derivation(again, Answer("hvp", again.simplified(again.differential)), (first,))
    found = answers.linear_answer(again, again.differential, again.tangent)
    return Derivation(again, found, (first,))


def _vjp(given: Problem) -> Answer:
    cotangent = cotangent_of(given, function_name(given))
    return Answer("vjp", given.simplified(given.pulled_back(cotangent)))


def second_problem(first: Derivation) -> Problem:
    """The problem of differentiating a gradient once more."""
    given = first.problem
    return Problem(first.derivative, given.wrt, given.registry, given.without, given.preferred)


def canonical_form(expression: Expression, registry: Registry) -> Expression:
    """An expression in canonical form, for comparing it with others."""
    return Interpreter(registry).read(expression).core
