"""Rules about determinants of Jacobians: how maps stretch areas and volumes."""
