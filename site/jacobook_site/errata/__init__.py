"""Equations of the literature that do not hold as printed, each with numbers that show it.

`erratum` says what an entry is; `statements` and `special` compute its numbers; `wrong`, `conditional`
and `conventions` are the tables; `page` shows them.
"""

from jacobook_site.errata.conditional import UNDER_A_CONDITION
from jacobook_site.errata.conventions import BY_CONVENTION, SLIPS
from jacobook_site.errata.erratum import WorkedErratum, worked_out
from jacobook_site.errata.wrong import WRONG_AS_PRINTED

ERRATA = (*WRONG_AS_PRINTED, *UNDER_A_CONDITION, *BY_CONVENTION)
"""All entries."""

__all__ = [
    "BY_CONVENTION",
    "ERRATA",
    "SLIPS",
    "UNDER_A_CONDITION",
    "WRONG_AS_PRINTED",
    "WorkedErratum",
    "worked_out",
]
