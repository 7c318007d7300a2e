"""Matern kernels as functions of the squared distance."""
