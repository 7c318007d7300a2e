"""Losses whose influence falls back towards zero."""
