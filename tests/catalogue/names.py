"""The names that rows are written with: NumPy's own, and a few more written in NumPy and SciPy.

All of them run on plain arrays and on values that are being differentiated alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.special
from factors import FACTORS
from geometry import GEOMETRY
from layouts import LAYOUTS
from signals import SIGNALS

NORMS = {
    "norm1": lambda x: np.linalg.norm(x, 1),
    "norm2": lambda x: np.linalg.norm(x),
    "norminf": lambda x: np.linalg.norm(x, np.inf),
    "normp": lambda x, p: np.linalg.norm(x, p),
    "normF": lambda a: np.linalg.norm(a),
    "norm_spectral": lambda a: np.linalg.norm(a, 2),
    "norm_nuclear": lambda a: np.linalg.norm(a, "nuc"),
}

NAMES: dict[str, Any] = {
    **{name: getattr(np.linalg, name) for name in np.linalg.__all__},
    **{name: getattr(np, name) for name in np.__all__},
    "max": max,
    **{f.__name__: f for f in [*LAYOUTS, *GEOMETRY]},
    "onehot": next(f for f in LAYOUTS if f.__name__ == "basis"),
    "special": scipy.special,
    **FACTORS,
    **SIGNALS,
    **NORMS,
}
