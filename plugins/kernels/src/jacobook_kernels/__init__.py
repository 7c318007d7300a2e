"""Distances, divergences and kernels: derivative rules for jacobook, in two packs.

`distances` has the namespace `dist` and `kernels` the namespace `kernel`. Kernel matrices are made of
pairwise distances, so the second pack needs the first.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from jacobook import RulePack
from jacobook.errors import PackWarning

from jacobook_kernels import axioms, covariances, profiles

if TYPE_CHECKING:
    from jacobook import Registry

distances = (
    RulePack(
        "dist",
        contract="1.0",
        title="Distances and divergences",
        summary="Distances of points, rows and distributions, for clustering and metric learning.",
    )
    .include("jacobook_kernels.distance")
    .section(
        "dist.metric",
        title="Learned distances and losses",
        text="A matrix or its factor says which directions count; the losses learn it from data.",
    )
    .section(
        "dist.divergence",
        title="Divergences of distributions",
        text="How far one distribution is from another. Gradients are by free entries.",
    )
)

distances.check(
    "least_at_itself",
    "A point is at distance zero from itself, and no other point is nearer.",
    axioms.tagged("distance", "divergence"),
)(axioms.is_least_at_itself)
distances.check(
    "symmetric",
    "The distance is the same in both directions.",
    axioms.tagged("distance", "symmetric divergence"),
)(axioms.is_symmetric)
distances.check(
    "triangle",
    "No way over a third point is shorter than the direct one.",
    axioms.tagged("metric"),
)(axioms.is_shortest_directly)

kernels = (
    RulePack(
        "kernel",
        contract="1.0",
        title="Kernels for Gaussian processes",
        summary="Covariances of points and sets, their matrices, and what Gaussian processes do.",
    )
    .include("jacobook_kernels.kernel")
    .section(
        "kernel.profile",
        title="Radial profiles",
        text=(
            "Matern kernels as functions of the squared distance. Written so, their gradients are "
            "right where points meet, as they do on the diagonal of every kernel matrix."
        ),
    )
    .section(
        "kernel.gp",
        title="Gaussian processes",
        text="Likelihood, prediction, and the slope in hyperparameters.",
    )
    .section(
        "kernel.law",
        title="Laws of whole classes of kernels",
        text="Derivatives of all stationary or radial kernels at once, each with an instance.",
    )
)

kernels.check("covariance", covariances.SENTENCE, covariances.applies)(covariances.check)
kernels.page_blocks(profiles.blocks)


@kernels.ready
def needs_distances(registry: Registry) -> None:
    """Say so if a switch left out the pack that kernel matrices are made with."""
    if registry.operation_name("pdist2") is None:
        warnings.warn(
            "the pack 'kernel' needs pdist2 of the pack 'dist' for its kernel matrices; "
            "let both be loaded",
            PackWarning,
            stacklevel=2,
        )
