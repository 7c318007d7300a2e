"""Losses in which the side of a residual counts."""
