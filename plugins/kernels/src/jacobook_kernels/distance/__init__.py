"""One file for each rule about distances and divergences."""
