"""One rule for each hostile text, and a few rules that are wrong or whose pages go wrong."""

from __future__ import annotations

from hostile_pack.texts import TEXTS
from jacobook import Deprecated, Reference, RulePack, TestVector, elementwise, identity
from jacobook.pages import PlotBlock, PlotCurve, TableBlock, TextBlock
from jacobook.rule import Array

nan, inf = float("nan"), float("inf")
EVERYTHING = " ".join(text for name, text in TEXTS.items() if len(text) < 200)

pack = RulePack("evil", title=TEXTS["badge"], summary=EVERYTHING, url="javascript:window.pwned=1")
pack.section("evil.text", title=TEXTS["heading_id"], text="\n\n".join(TEXTS.values()))
pack.section("evil.empty", title=TEXTS["script"], text=TEXTS["closing_tags"])


def square(x: Array) -> Array:
    """`x**2`."""
    return x * x


def _vector(text: str, **more: object) -> TestVector:
    at = {"operands": {"x": [1.0, -2.0]}, "value": [1.0, 4.0], "gradients": {"x": [2.0, -4.0]}}
    return TestVector(**{**at, "name": text, "source": text, **more})


for _name, _text in TEXTS.items():
    pack.add(
        elementwise(
            f"evil.text.{_name}",
            title=_text,
            summary=_text,
            function="x * x",
            operands="x:(n)",
            partials={"x": "2 * x"},
            primal=square,
            op=f"evil_{_name}",
            conditions=_text,
            why=_text,
            pitfalls=_text,
            vectors=(_vector(_text),),
            special_points=(_vector(_text, why=_text),),
            references=(
                Reference(_text, _text, _text),
                Reference(_text, "", "javascript:window.pwned=1"),
                Reference("A paper", "section 1", "https://example.org/paper?a=1&b=2"),
            ),
            tags=(_text, f"tag {_name}"),
            skip={"sensitivity": _text},
            see_also=("linalg.det", "evil.page.plots"),
            since=_text,
            status="deprecated",
            deprecated=Deprecated(since=_text, replaced_by=(_text,), message=_text),
        )
    )


def _plain(name: str, title: str, slope: str = "2 * x", **fields: object) -> None:
    pack.add(
        elementwise(
            f"evil.page.{name}",
            title=title,
            summary=f"{title}.",
            function="x * x",
            operands="x:(n)",
            partials={"x": slope},
            primal=square,
            op=f"evil_{name}",
            why="The product rule; compare [the determinant](rule:linalg.det), [itself]"
            "(rule:evil.page.plots) and [nothing](rule:evil.missing).",
            vectors=(_vector("by hand", source="by hand"),),
            **fields,
        )
    )


_plain("plots", "Blocks of every kind")
_plain("wrong", "A wrong slope", "3 * x")
_plain("raising", "A block that raises")
_plain("large", "Blocks that are too large")
_plain("odd", "Blocks of the wrong type")
pack.add(
    identity(
        "evil.page.identity",
        title="An identity",
        summary="It has a derivation, step by step.",
        function="norm2(x)**2",
        operands="x:(n)",
        derivative={"grad[x]": "2 * x"},
    )
)


@pack.page_blocks
def blocks(rule, facts):
    name = rule.id.split(".")[-1]
    if name in TEXTS:
        yield from _hostile(TEXTS[name])
    if name == "plots":
        yield from _plots()
    if name == "raising":
        yield TextBlock(title="Lost", text="what comes before is left out as well")
        raise RuntimeError("<script>window.pwned=1</script> no page for you")
    if name == "large":
        yield TableBlock(title="Long", head=("n",), rows=tuple((n,) for n in range(500)))
        many = tuple(map(float, range(5000)))
        curve = PlotCurve(label="many", x=many, y=many)
        yield PlotBlock(title="m", curves=(curve,), x_label="", y_label="", description="many")
    if name == "odd":
        yield TextBlock(title=None, text="x")
        yield TextBlock(title="t", text=7)
        yield TableBlock(title="t", head=("a",), rows=((object,),))
        curve = PlotCurve(label="c", x=("one",), y=("two",))
        yield PlotBlock(title="p", curves=(curve,), x_label="", y_label="", description="odd")


def _hostile(text: str):
    yield TextBlock(title=text, text=text)
    yield TableBlock(title=text, head=(text, "n"), rows=((text, 1), (1.5, text)), note=text)
    curve = PlotCurve(label=text, x=(0, 1, 2), y=(0, 1, 4))
    yield PlotBlock(title=text, curves=(curve,), x_label=text, y_label=text, description=text)


def _plots():
    yield TextBlock(title="Words", text="The slope of `x**2` is `2 * x`.\n\n- one\n- **two**")
    rows = ((0.5, "a half"), (nan, "no number"), (-inf, "below all"), (1e-300, "small"))
    yield TableBlock(title="Numbers", head=("x", "in words"), rows=rows, note="All `n` of them.")
    x = tuple(i / 10 for i in range(-20, 21))
    curves = tuple(
        PlotCurve(label=f"x to the {n}", x=x, y=tuple(v**n for v in x)) for n in range(1, 7)
    )
    yield PlotBlock(
        title="Six powers",
        curves=curves,
        x_label="x",
        y_label="its power",
        description="The first six powers of x from -2 to 2; even ones are never negative.",
    )
    gap = PlotCurve(label="1 / x", x=x, y=tuple(1 / v if v else nan for v in x))
    yield _plot("A gap", gap, "A curve with a gap at zero.")
    yield _plot("One point", PlotCurve(label="p", x=(3.0,), y=(7.0,)), "A single point.")
    yield _plot("Flat", PlotCurve(label="c", x=(0, 1), y=(5, 5)), "A constant.")
    yield _plot("No points", PlotCurve(label="n", x=(nan, 1), y=(0, inf)), "Nothing finite.")
    huge = PlotCurve(label="h", x=(0, 1, 2), y=(-1e300, 1e140, 1e-300))
    yield _plot("Huge", huge, "Numbers of all sizes.")


def _plot(title: str, curve: PlotCurve, description: str) -> PlotBlock:
    return PlotBlock(
        title=title, curves=(curve,), x_label="x", y_label="y", description=description
    )
