"""Rules about quaternions, beyond the product, the rotated point and the unit quaternion."""
