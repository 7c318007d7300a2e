"""JAX, just-in-time compiled for one thread of the CPU."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import jax
import jax.numpy as jnp

from benchmarks.compiled.engines.base import Functional
from benchmarks.compiled.workload import Function, Row

jax.config.update("jax_enable_x64", True)


def _hvp(f: Function, xs: Any, vs: Any) -> Any:
    """Forward over reverse, as JAX's documentation recommends."""
    return jax.jvp(jax.grad(f), xs, vs)[1]


class Jax(Functional):
    """Arguments are on the device before, results are waited for."""

    xp = jnp
    names = SimpleNamespace(
        grad=jax.grad,
        value_and_grad=jax.value_and_grad,
        hessian=jax.hessian,
        jacobian=jax.jacobian,
        hvp=_hvp,
        jvp=jax.jvp,
        vjp=jax.vjp,
    )

    def derivative(self, row: Row) -> Function:
        """The derivative, compiled at its first call."""
        found = super().derivative(row)
        compiled = jax.jit(found)
        return lambda *given: jax.block_until_ready(compiled(*given))

    def argument(self, given: Any) -> Any:
        """An array of the device; a number stays one."""
        return given if isinstance(given, float) else jnp.asarray(given)
