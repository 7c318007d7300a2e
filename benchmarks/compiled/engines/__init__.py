"""The engines by name; a library is imported when its engine starts, in a process of its own."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from benchmarks.compiled.engines.base import Engine


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine before it starts.

    Attributes:
        title: the head of its column.
        maker: the module and the name in it that makes the engine.
        libraries: the distributions it needs.
        note: what a reader of its numbers should know.
    """

    title: str
    maker: str
    libraries: tuple[str, ...] = ("numpy",)
    note: str = ""

    def start(self) -> Engine:
        """Import the library.

        Raises:
            ImportError: it is not installed, or too old.
        """
        module, name = self.maker.split(":")
        found: Engine = getattr(importlib.import_module(f"{__name__}.{module}"), name)()
        return found


ENGINES: dict[str, Entry] = {
    "limit": Entry("by hand", "by_hand:limit", note="NumPy as a person writes it"),
    "structured": Entry(
        "by hand, structured",
        "by_hand:structured",
        note="only the entries that are neither zero nor repeated",
    ),
    "algebra": Entry(
        "by hand, rewritten", "by_hand:algebra", note="after a rewriting that saves operations"
    ),
    "function": Entry("the function", "by_hand:Plain", note="not differentiated, first order only"),
    "eager": Entry("jacobook eager", "ours:Eager", ("jacobook",), "traces at each call"),
    "compiled": Entry("jacobook compiled", "ours:compiled", ("jacobook",), "emits NumPy source"),
    "compiled_structured": Entry(
        "jacobook compiled, structured",
        "ours:structured",
        ("jacobook",),
        "linear maps that store nothing for a zero; made dense for the comparison only",
    ),
    "fused": Entry("jacobook fused", "ours:fused", ("jacobook", "numba"), "emits loops for Numba"),
    "autograd": Entry("autograd", "with_autograd:Autograd", ("autograd",), "traces at each call"),
    "jax": Entry("JAX jit", "with_jax:Jax", ("jax", "jaxlib"), "arguments on the device before"),
    "torch": Entry("PyTorch", "with_torch:Torch", ("torch",), "torch.autograd, eager"),
    "torchfunc": Entry("torch.func", "with_torch:TorchFunc", ("torch",), "torch.func, eager"),
    "pytensor": Entry(
        "PyTensor", "with_pytensor:PyTensor", ("pytensor", "numba"), "restated in its names"
    ),
    "casadi": Entry(
        "CasADi",
        "with_casadi:CasADi",
        ("casadi",),
        "functions restated in its symbols; results may be sparse",
    ),
    "numba": Entry("Numba by hand", "with_numba:Numba", ("numba",), "hand-written loops"),
}
"""In the order of the columns."""

PEERS = ("autograd", "jax", "torch", "torchfunc", "pytensor", "casadi")
"""Those that differentiate functions or graphs by themselves."""

__all__ = ["ENGINES", "PEERS", "Engine", "Entry"]
