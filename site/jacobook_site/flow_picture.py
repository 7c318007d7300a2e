"""A dataflow graph as SVG for the theme, with its description and links in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.flow import FlowNode
from jacobook_site.markup import code, element, escape
from jacobook_site.records import RuleRecord

WIDTH, HEIGHT = 92, 36
"""The size of a node."""

ACROSS, DOWN = 104, 66
"""The distance of nodes side by side, and of layers."""

MARGIN = 6
Place = tuple[float, float]


def flow_section(record: RuleRecord, book: Book) -> str:
    """The picture, what it shows in words, and links to the rules of its operations."""
    nodes = record.flow
    if not nodes:
        return ""
    words = described(nodes)
    caption = element("figcaption", escape(_caption(nodes)))
    figure = element("figure", _picture(nodes, record.title, words), caption, class_="jb-flow")
    return figure + _operations(record, book)


def described(nodes: Sequence[FlowNode]) -> str:
    """The graph in words, one sentence for each operation."""
    told = (
        f"{node.label} of {' and '.join(nodes[i].label for i in node.inputs)}"
        for node in nodes
        if node.inputs
    )
    return f"Computed one after the other: {'; '.join(told)}."


def _caption(nodes: Sequence[FlowNode]) -> str:
    """Which values are used more than once: their derivative adds up paths."""
    uses = [sum(node.inputs.count(i) for node in nodes) for i in range(len(nodes))]
    several = [n.label for n, count in zip(nodes, uses, strict=True) if count > 1 and _varies(n)]
    text = "From operands at the top to the value at the bottom, with shapes."
    if several:
        names = " and ".join(dict.fromkeys(several))
        text += f" More than one path leaves {names}: the derivative adds them up."
    return text


def _varies(node: FlowNode) -> bool:
    """Whether a node is no number."""
    return bool(node.inputs) or not node.label.lstrip("-").replace(".", "").isdigit()


def _picture(nodes: Sequence[FlowNode], title: str, words: str) -> str:
    places = _placed(nodes)
    width = max(x for x, _ in places) + WIDTH + MARGIN
    height = max(y for _, y in places) + HEIGHT + MARGIN
    parts = [*_edges(nodes, places), *(_box(n, p) for n, p in zip(nodes, places, strict=True))]
    return element(
        "svg",
        element("title", escape(f"Dataflow: {title}")),
        element("desc", escape(words)),
        *parts,
        class_="jb-flow-picture",
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )


def _placed(nodes: Sequence[FlowNode]) -> list[Place]:
    """The upper left corner of each node: layers below each other."""
    layers = [_layer(nodes, k) for k in range(max(n.layer for n in nodes) + 1)]
    widest, ranks = max(len(layer) for layer in layers), _ranks(nodes)
    places: dict[int, Place] = {}
    for depth, layer in enumerate(layers):
        start = MARGIN + (widest - len(layer)) * ACROSS / 2
        for column, i in enumerate(sorted(layer, key=ranks.__getitem__)):
            places[i] = (start + column * ACROSS, MARGIN + depth * DOWN)
    return [places[i] for i in range(len(nodes))]


def _ranks(nodes: Sequence[FlowNode]) -> dict[int, tuple[int, ...]]:
    """Where each node stands among others: below it, first inputs stand left of second ones."""
    ranks: dict[int, tuple[int, ...]] = {}
    for i in reversed(range(len(nodes))):
        own = ranks.setdefault(i, ())
        for k, below in enumerate(nodes[i].inputs):
            ranks.setdefault(below, (*own, k))
    return ranks


def _layer(nodes: Sequence[FlowNode], depth: int) -> list[int]:
    """The nodes of a layer; operands stand just above the first node that uses them."""
    return [i for i in range(len(nodes)) if _depth(nodes, i) == depth]


def _depth(nodes: Sequence[FlowNode], i: int) -> int:
    if nodes[i].inputs:
        return nodes[i].layer
    return min((n.layer for n in nodes if i in n.inputs), default=1) - 1


def _edges(nodes: Sequence[FlowNode], places: Sequence[Place]) -> Iterator[str]:
    for node, (x, y) in zip(nodes, places, strict=True):
        count = len(node.inputs)
        for k, i in enumerate(node.inputs, 1):
            end = x + WIDTH * k / (count + 1)
            start_x, start_y = places[i][0] + WIDTH / 2, places[i][1] + HEIGHT
            bend = (start_y + y) / 2
            path = (
                f"M{start_x:g} {start_y:g}C{start_x:g} {bend:g} {end:g} {bend:g} {end:g} {y - 4:g}"
            )
            yield element("path", d=path, class_="jb-flow-edge")
            tip = f"M{end - 3.5:g} {y - 6:g}L{end:g} {y:g}L{end + 3.5:g} {y - 6:g}z"
            yield element("path", d=tip, class_="jb-flow-tip")


def _box(node: FlowNode, place: Place) -> str:
    x, y = place
    style = "jb-flow-node" if node.inputs else "jb-flow-node operand"
    box = element("rect", x=f"{x:g}", y=f"{y:g}", width=WIDTH, height=HEIGHT, rx=5, class_=style)
    middle = x + WIDTH / 2
    two = bool(node.shape)
    label = _text(node.label, middle, y + (15 if two else 22), "jb-flow-label")
    return box + label + (_text(node.shape, middle, y + 29, "jb-flow-shape") if two else "")


def _text(text: str, x: float, y: float, style: str) -> str:
    return element(
        "text", escape(text), x=f"{x:g}", y=f"{y:g}", **{"text-anchor": "middle"}, class_=style
    )


def _operations(record: RuleRecord, book: Book) -> str:
    """Links to the rules of the operations, in the order in which they are computed."""
    here = rule_path(record.id)
    named = {n.rule: n.label for n in record.flow if n.rule in book.rules and n.rule != record.id}
    links = [
        f"{link(here, rule_path(rule), book.rules[rule].title)} ({code(label)})"
        for rule, label in named.items()
    ]
    return element("p", f"Its operations: {', '.join(links)}.", class_="jb-note") if links else ""
