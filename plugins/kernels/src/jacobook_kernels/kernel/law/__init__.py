"""Laws that hold for whole classes of kernels."""
