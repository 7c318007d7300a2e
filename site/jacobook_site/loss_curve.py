"""The loss of a training, epoch by epoch, as SVG in the theme's colours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from jacobook_site.markup import element, escape

WIDTH, HEIGHT, LEFT, BELOW = 440, 230, 60, 44


def loss_curve(losses: Sequence[float], title: str) -> str:
    """A plot of positive numbers by epoch on a logarithmic axis, with its end values in figures.

    Args:
        losses: one number per epoch, all positive, at least two.
        title: what the plot shows, in words.
    """
    low, high = math.log10(min(losses)), math.log10(max(losses))
    span = (high - low) or 1.0
    right, bottom = WIDTH - 14, HEIGHT - BELOW
    step = (right - LEFT) / (len(losses) - 1)
    points = " ".join(
        f"{LEFT + i * step:.1f},{14 + (high - math.log10(loss)) / span * (bottom - 24):.1f}"
        for i, loss in enumerate(losses)
    )
    parts = [
        element("title", escape(title)),
        element("path", class_="jb-plot-axis", fill="none", d=f"M{LEFT} 6V{bottom}H{right}"),
        element("polyline", class_="jb-plot-value", fill="none", points=points),
        _text(LEFT - 6, 18, "end", f"{max(losses):.2g}"),
        _text(LEFT - 6, bottom - 6, "end", f"{min(losses):.2g}"),
        _text(LEFT, bottom + 18, "middle", "1"),
        _text(right, bottom + 18, "end", str(len(losses))),
        _text(
            (LEFT + right) // 2, bottom + 36, "middle", "epoch (the loss is on a logarithmic axis)"
        ),
    ]
    view = f"0 0 {WIDTH} {HEIGHT}"
    return element("svg", *parts, class_="jb-plot", viewBox=view, role="img")


def _text(x: float, y: float, anchor: str, text: str) -> str:
    """A label, placed by its start, middle or end."""
    return element("text", escape(text), x=x, y=y, text_anchor=anchor)
