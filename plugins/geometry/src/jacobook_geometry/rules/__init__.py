"""The rules of the pack: one file each; a new file is enough."""
