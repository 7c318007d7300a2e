"""`python -m jacobook`: the command line."""

from jacobook.cli import main

if __name__ == "__main__":
    main(prog_name="jacobook")
