"""The exceptions a user can meet; each says what was asked, what was there, what to do next.

Every one is a `JacobookError` and also the built-in exception a caller would expect
(`ValueError`, `TypeError`, `LookupError`), so existing `except` clauses go on working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


class JacobookError(Exception):
    """The base of all errors raised by jacobook."""


class ShapeError(JacobookError, ValueError):
    """Sizes that do not fit together."""


class DTypeError(JacobookError, TypeError):
    """A number type which has no derivative, such as an integer."""


class NonScalarOutputError(JacobookError, ValueError):
    """`grad` of a function whose value is not a scalar."""


class UnknownFunctionError(JacobookError, TypeError):
    """A NumPy function for which no rule is registered."""


class UnsupportedKeywordError(JacobookError, TypeError):
    """A keyword argument which the rule of a NumPy function does not declare."""


class InPlaceWriteError(JacobookError, TypeError):
    """A write into an array that is being differentiated."""


class TracedValueError(JacobookError, TypeError):
    """A traced value given to code that needs a plain number, such as the `math` module."""


class NotImplementedRuleError(JacobookError, NotImplementedError):
    """A known gap of a rule, with its reason."""


class RuleError(JacobookError, RuntimeError):
    """A rule which failed or returned something of the wrong form."""


class RuleDefinitionError(JacobookError, ValueError):
    """A rule whose declaration is incomplete or contradicts itself."""


class DuplicateRuleError(RuleDefinitionError):
    """Two rules which claim the same id or alias."""


class PackError(JacobookError, ImportError):
    """A rule pack which could not be loaded."""


class UnfinishedRegistryError(PackError):
    """A pack asked for the registry while its own rules were being loaded."""


class PackWarning(UserWarning):
    """An installed rule pack that was left out because it is broken."""


class MissingPackageError(JacobookError, ImportError):
    """An optional package that is not installed."""


class AssumptionError(JacobookError, ValueError):
    """An assumption about a variable that is no known fact, or contradicts its shape."""


class UnknownVariableError(JacobookError, LookupError):
    """A variable to differentiate by that the expression does not have."""


class DerivationError(JacobookError, ValueError):
    """A request for a derivative in closed form that contradicts itself or has no such form."""


class CheckFailedError(JacobookError, ArithmeticError):
    """A closed form which the numeric check did not confirm."""


class UnknownRuleError(JacobookError, LookupError):
    """An id, alias or operation name that no registered rule has."""


class RemovedRuleError(UnknownRuleError):
    """A rule that was removed from the book; the message names what replaces it."""


class ParseError(JacobookError, ValueError):
    """Text which is not an expression of the catalogue's grammar.

    Attributes:
        text: the text that was read.
        position: the offset of the first character that does not fit.
    """

    def __init__(self, message: str, text: str, position: int) -> None:
        """Show `message`, then `text` with a mark under the character at `position`."""
        self.text = text
        self.position = position
        shown, start = _window(text, position)
        super().__init__(f"{message}\n  {shown}\n  {' ' * (position - start)}^")


def _window(text: str, position: int, width: int = 72) -> tuple[str, int]:
    """At most `width` characters of `text` around `position`, and where they begin."""
    start = max(0, position - width // 2)
    shown = "".join(c if c.isprintable() else "�" for c in text[start : start + width])
    return shown, start


if TYPE_CHECKING:
    from numpy.linalg import LinAlgError

    class SingularMatrixError(JacobookError, LinAlgError):
        """A singular matrix where an inverse is needed; also a `numpy.linalg.LinAlgError`."""


def _singular_matrix_error() -> type:
    """Make `SingularMatrixError` when it is first needed, so that NumPy is not imported before."""
    from numpy.linalg import LinAlgError

    doc = "A singular matrix where an inverse is needed; also a `numpy.linalg.LinAlgError`."
    return type(
        "SingularMatrixError",
        (JacobookError, LinAlgError),
        {"__doc__": doc, "__module__": __name__},
    )


def __getattr__(name: str) -> type:
    if name == "SingularMatrixError":
        globals()[name] = _singular_matrix_error()
        return globals()[name]  # type: ignore[no-any-return]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
