"""An adaptive loss, with what its derivatives need."""
