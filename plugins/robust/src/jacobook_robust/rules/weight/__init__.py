"""Weights: influences divided by residuals."""
