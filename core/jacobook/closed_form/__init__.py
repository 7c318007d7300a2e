"""Derivatives as formulas, with worked steps."""
