"""docwatch backup: a consistent copy of the live database."""

from pathlib import Path

import click

from monitor.cli.command import main
from monitor.cli.output import say
from monitor.cli.session import Session, recorded


@main.command(
    examples=("docwatch backup /var/backups/docwatch-$(date +%F).db",),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(session: Session, file: Path) -> None:
    """Copy the database while the daemon is at work.

    FILE must not exist; it is there once it is complete.

    To go back to a backup, stop the daemon and put the copy in the database's place.
    """
    if file.exists():
        raise click.UsageError(f"{file} exists already; name another file")
    if not file.parent.is_dir():
        raise click.UsageError(f"{file.parent} is no folder")
    with recorded(session.config()) as store:
        store.backup(file)
    say(f"{file}: {file.stat().st_size / 1e6:.1f} MB", err=True)
