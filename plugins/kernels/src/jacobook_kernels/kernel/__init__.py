"""One file for each rule about kernels."""
