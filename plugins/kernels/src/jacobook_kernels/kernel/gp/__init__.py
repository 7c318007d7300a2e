"""What Gaussian processes do with kernels."""
