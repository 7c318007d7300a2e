"""Smooth functions that formulas for rotations take their coefficients from."""
