"""The command line: what people type, a file a group of commands."""

from monitor.cli import (
    alerts,
    backup,
    changes,
    check,
    config,
    health,
    history,
    run,
    sources,
    trying,
)
from monitor.cli.command import main

__all__ = ["alerts", "backup", "changes", "check", "config", "health", "history", "main", "run"]
__all__ += ["sources", "trying"]
