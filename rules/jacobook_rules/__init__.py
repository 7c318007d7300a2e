"""The built-in rules: one file per rule, a folder per family.

A new file with a `rule` in it is enough; nothing lists the rules by name. Rule files import
`jacobook` and nothing else.
"""

from jacobook import RulePack

pack = RulePack(
    "core",
    title="Built-in rules",
    reserved=(
        "scalar",
        "structural",
        "elementwise",
        "expansion",
        "ufunc",
        "array",
        "reduce",
        "linalg",
        "identity",
        "neuron",
        "act",
        "loss",
        "optim",
        "special",
        "matfun",
        "nn",
        "stat",
        "structured",
        "diff",
        "complex",
        "fft",
        "signal",
    ),
).include("jacobook_rules")
