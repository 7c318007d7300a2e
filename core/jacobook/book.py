"""The registry a user holds: every rule, and every derivative as a method."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, cast

from jacobook import catalogue


class Registry(catalogue.Registry):
    """A snapshot of rules with the functions of `jacobook` as methods.

    Example:
        >>> import jacobook as jb
        >>> float(jb.registry().grad(lambda x: x**2)(3.0))
        6.0
    """

    def grad(self, f: Callable[..., Any], argnums: Any = 0, has_aux: bool = False) -> Any:
        """`jacobook.grad` with these rules."""
        return self._derivative("grad")(f, argnums, has_aux)

    def value_and_grad(self, f: Callable[..., Any], argnums: Any = 0, has_aux: bool = False) -> Any:
        """`jacobook.value_and_grad` with these rules."""
        return self._derivative("value_and_grad")(f, argnums, has_aux)

    def jacobian(self, f: Callable[..., Any], argnums: Any = 0, has_aux: bool = False) -> Any:
        """`jacobook.jacobian` with these rules."""
        return self._derivative("jacobian")(f, argnums, has_aux)

    def hessian(self, f: Callable[..., Any], argnums: Any = 0) -> Any:
        """`jacobook.hessian` with these rules."""
        return self._derivative("hessian")(f, argnums)

    def jvp(self, f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any]) -> Any:
        """`jacobook.jvp` with these rules."""
        return self._derivative("jvp")(f, primals, tangents)

    def vjp(self, f: Callable[..., Any], *primals: Any) -> Any:
        """`jacobook.vjp` with these rules."""
        return self._derivative("vjp")(f, *primals)

    def hvp(self, f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any]) -> Any:
        """`jacobook.hvp` with these rules."""
        return self._derivative("hvp")(f, primals, tangents)

    def derive(self, function: str | Callable[..., Any], wrt: Any = None, **options: Any) -> Any:
        """`jacobook.derive` with these rules."""
        from jacobook.closed_form.derivation import derive

        return derive(function, wrt, registry=self, **options)

    def _derivative(self, name: str) -> Callable[..., Any]:
        from jacobook import derivatives

        return functools.partial(getattr(derivatives, name), registry=self)


def registry() -> Registry:
    """The registry of the built-in rules and all installed packs.

    It is built once, when it is first asked for, and never changes.

    Example:
        >>> import jacobook as jb
        >>> book = jb.registry()
        >>> book["linalg.det"].title, book["linalg.det"].function
        ('Determinant', 'det(X)')
        >>> [rule.id for rule in book.search("logdet")][:1]
        ['linalg.logdet']
    """
    return cast(Registry, catalogue.default_registry())
