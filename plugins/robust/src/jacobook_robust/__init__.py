"""Robust losses for jacobook: influence functions, weights, and the models fitted with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jacobook import Rule, RulePack

if TYPE_CHECKING:
    from jacobook.pages import PageBlock, RuleFacts

pack = (
    RulePack(
        "robust",
        title="Robust losses",
        summary="Losses that outliers cannot bend, with their influence functions and weights.",
    )
    .include("jacobook_robust.rules")
    .section(
        "robust.convex",
        title="Convex losses",
        text=(
            "The influence never decreases, so a linear model has one minimum and any descent finds "
            "it. An outlier still pulls, with a force that is bounded."
        ),
    )
    .section(
        "robust.redescending",
        title="Redescending losses",
        text=(
            "The influence falls back towards zero, so a point far away hardly counts or not at "
            "all. The price is that there can be several minima: begin near a robust fit."
        ),
    )
    .section(
        "robust.quantile",
        title="Quantile-like losses",
        text="Only the side of a residual counts, not its size.",
    )
    .section(
        "robust.adaptive",
        title="An adaptive loss",
        text="One family with a shape that can be fitted like any other variable.",
    )
    .section(
        "robust.weight",
        title="Weights",
        text=(
            "The influence divided by the residual, with its limit at zero: what iteratively "
            "reweighted least squares gives each point."
        ),
    )
    .section(
        "robust.model",
        title="Models",
        text="Sums of losses over data, and the equations that their minima solve.",
    )
)


def is_loss(rule: Rule) -> bool:
    """Whether a rule is a robust loss."""
    return "robust loss" in rule.tags


@pack.page_blocks
def influence_blocks(rule: Rule, facts: RuleFacts) -> Iterator[PageBlock]:
    """The influence function of each loss as a plot, and what it means as a table."""
    if not is_loss(rule):
        return
    from jacobook_robust.efficiency import tuning_table, usual_constants
    from jacobook_robust.influence import influence_plot, shapes_plot

    yield influence_plot(rule, facts.registry, usual_constants(rule, facts.registry))
    if "alpha" in rule.names:
        yield shapes_plot(rule, facts.registry)
    yield tuning_table(rule, facts.registry)


@pack.check(
    "influence",
    "The loss is never negative and zero at a perfect fit, and its influence is odd, monotone, "
    "bounded or redescending where the tags say so.",
    applies=is_loss,
)
def influence_claims(subject: Any, report: Any) -> None:
    """What the tags of a loss claim, against the influence that the engine computes."""
    from jacobook_robust.claims import keeps_claims

    keeps_claims(subject, report)
