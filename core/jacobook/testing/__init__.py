"""The conformance kit: probes, checks and results for any rule.

from jacobook.testing import check_rule, parametrize_rules

@parametrize_rules("acme")
def test_rule(case):
    case.assert_passes()
"""

from jacobook.testing.kit import CHECKS, Case, check_rule, iter_cases, parametrize_rules

__all__ = ["CHECKS", "Case", "check_rule", "iter_cases", "parametrize_rules"]
