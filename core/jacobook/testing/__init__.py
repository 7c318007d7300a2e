"""The conformance kit: probes, checks and results for any rule.

from jacobook.testing import parametrize_rules

@parametrize_rules("acme")
def test_rule(case):
    case.assert_passes()

Without pytest: `check_rule` makes every check of one rule, `iter_cases` gives the cases of many, and
`run_cases` runs them. A check that a pack brings takes a `Subject` and a `Report`.
"""

from jacobook.testing.expectations import Expectations
from jacobook.testing.kit import CHECKS, Case, check_rule, iter_cases, run_cases
from jacobook.testing.parametrize import parametrize_rules
from jacobook.testing.report import Report
from jacobook.testing.subject import Probe, Subject

__all__ = [
    "CHECKS",
    "Case",
    "Expectations",
    "Probe",
    "Report",
    "Subject",
    "check_rule",
    "iter_cases",
    "parametrize_rules",
    "run_cases",
]
