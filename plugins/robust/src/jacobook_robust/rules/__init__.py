"""The rules of the pack, a folder for each section; a new file is enough."""
