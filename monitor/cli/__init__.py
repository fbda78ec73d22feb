"""The command line: what people type, a file a group of commands."""

from monitor.cli.command import main

__all__ = ["main"]
