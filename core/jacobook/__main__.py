"""`python -m jacobook`: the command line."""

from jacobook.cli import main

main(prog_name="jacobook")
