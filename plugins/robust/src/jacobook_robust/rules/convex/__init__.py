"""Convex losses."""
