"""Sums of losses over data."""
