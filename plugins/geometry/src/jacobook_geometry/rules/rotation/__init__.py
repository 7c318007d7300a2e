"""Rules about rotation vectors, beyond the rotation matrix itself."""
