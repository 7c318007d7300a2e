"""The losses that Barron's family contains."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.adaptive.family",
    title="Shapes of Barron's loss with names",
    summary="Pseudo-Huber, Cauchy and Geman-McClure are three shapes of one loss.",
    function="sum(barron(1, c, r) + barron(0, c, r) + barron(-2, c, r))",
    operands="c:() pos; r:(n)",
    derivative={
        "true": (
            "c**2 * barron(1, c, r) == pseudo_huber(c, r)",
            "c**2 * barron(0, c, r) == cauchy_loss(sqrt(2) * c, r)",
            "c**2 * barron(-2, c, r) == geman_mcclure(2 * c, r)",
        ),
        "grad[r]": (
            "r / c**2 * (pseudo_huber_weight(c, r) + cauchy_weight(sqrt(2) * c, r)"
            " + geman_mcclure_weight(2 * c, r))"
        ),
    },
    why=(
        "Put the shape into `abs(alpha - 2) / alpha * ((1 + (r / c)**2 / abs(alpha - 2))**(alpha / 2)"
        " - 1)`. For 1 it is a root less 1; for 0, in the limit, `log(1 + (r / c)**2 / 2)`; for -2 "
        "one fraction. The scales differ because Barron's family has curvature `1 / c**2` at zero "
        "for every shape, and the older losses have curvature 1."
    ),
    vectors=(
        TestVector(
            operands={"c": 1.0, "r": [0.0, 2.0]},
            value=3.3346802661678997,
            gradients={"r": [0.0, 2.0610938576665823]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Barron 2019, equations 1 to 8",),
    see_also=(
        "robust.adaptive.barron",
        "robust.convex.pseudo_huber",
        "robust.redescending.cauchy",
        "robust.redescending.geman_mcclure",
    ),
)
