"""Learned distances, and losses made of distances."""
