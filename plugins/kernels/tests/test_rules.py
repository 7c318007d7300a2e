"""One test for each rule of both packs and each check."""

from jacobook.testing import Case, parametrize_rules


@parametrize_rules("dist")
def test_distance(case: Case) -> None:
    case.assert_passes()


@parametrize_rules("kernel")
def test_kernel(case: Case) -> None:
    case.assert_passes()
