"""docwatch run: the daemon."""

import logging

import click

from monitor.cli import logs
from monitor.cli.command import main
from monitor.cli.session import Session
from monitor.daemon import process

log = logging.getLogger(__name__)


@main.command(
    examples=(
        "docwatch run",
        "docwatch run --config /etc/docwatch/config.yaml --log-level warning",
    ),
)
@click.option(
    "--log-level",
    type=click.Choice(logs.LEVELS),
    default="info",
    show_default=True,
    help="What is logged. With debug, tracebacks too.",
)
@click.pass_obj
def run(session: Session, log_level: str) -> None:
    """Keep watching, until it is stopped.

    What became overdue while it did not run is checked at once. SIGTERM or Ctrl-C ends it when the
    running checks are done, at the latest after half a minute; a second one ends it at once.
    Nothing is lost either way. Only one docwatch works on a database at a time.
    """
    config = session.config()
    logs.set_up(log_level, config.timezone)
    for warning in config.warnings:
        log.warning("%s", warning)
    process.run(config, environ=session.environ, clock=session.clock)
