"""`python -m monitor.cli` is `docwatch`, where that is not on the path."""

from monitor.cli import main

main(prog_name="docwatch")
