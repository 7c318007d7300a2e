"""The InfoNCE loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.infonce",
    title="InfoNCE loss of a similarity matrix",
    summary="The cost of finding each item's partner among those of a whole batch.",
    function="-mean(diagonal(log_softmax(S, axis=1)))",
    operands="S:(m,m)",
    result="C",
    derivative={"grad[S]": "(softmax(S, axis=1) - eye(m)) / m"},
    why=(
        "Row `i` is a classification whose right class is number `i`. So each row has the gradient "
        "softmax less one-hot, and the one-hot rows together are the identity matrix."
    ),
    pitfalls="The usual loss adds the same along the columns, and divides `S` by a temperature.",
    vectors=(
        TestVector(
            operands={"S": [[2.0, 2.0], [5.0, 5.0]]},
            value=0.6931471805599453,
            gradients={"S": [[-0.25, 0.25], [0.25, -0.25]]},
        ),
    ),
    references=("van den Oord, Li & Vinyals 2018",),
    see_also=("loss.softmax_cross_entropy.batch", "loss.contrastive", "loss.cosine"),
    tags=("InfoNCE", "contrastive learning", "CLIP", "embedding"),
)
