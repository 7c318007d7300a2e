"""All workloads."""

from benchmarks.compiled.workload import Row, Workload
from benchmarks.compiled.workloads.matrices import MATRICES
from benchmarks.compiled.workloads.models import MODELS
from benchmarks.compiled.workloads.programs import PROGRAMS
from benchmarks.compiled.workloads.vectors import VECTORS

WORKLOADS: tuple[Workload, ...] = (*PROGRAMS, *VECTORS, *MODELS, *MATRICES)
ROWS: tuple[Row, ...] = tuple(row for workload in WORKLOADS for row in workload.rows())

__all__ = ["ROWS", "WORKLOADS"]
