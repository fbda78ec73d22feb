"""docwatch browse: the record in a browser."""

import webbrowser

import click

from crawler.addresses import is_ip
from monitor.browse.serve import is_still, reading_room, serve
from monitor.cli.command import main
from monitor.cli.output import say
from monitor.cli.session import Session, recorded


@main.command(
    examples=(
        "docwatch browse --open",
        "docwatch browse --port 8080",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.option("--open", "opens", is_flag=True, help="Open it in the browser of this machine.")
@click.option(
    "--originals/--no-originals",
    default=None,
    help="Give readers pages as they came, as files; by default where nobody else can reach it.",
)
@click.pass_obj
def browse(session: Session, host: str, port: int, opens: bool, originals: bool | None) -> None:
    """Read the record in a browser: what changed, word by word.

    It reads what the daemon writes, while the daemon writes it, and writes nothing itself. There
    is no password: whoever reaches the address may read. For others, put a proxy that asks for one
    before it, and name its address as `public_url`, with which the links in alerts begin.
    """
    config = session.config()
    if not is_still(config.database):
        with recorded(config):  # it is there, and in today's shape
            pass
    room = reading_room(
        config.database,
        timezone=config.timezone,
        public_url=config.public_url,
        originals=gives_originals(originals, host=host, public_url=config.public_url),
    )

    def ready(address: str) -> None:
        say(f"{config.database} can be read at {address} (Ctrl-C ends it)", err=True)
        if opens:
            webbrowser.open(address)

    if not _is_loopback(host):
        say(f"Warning: whoever reaches {host} may read; nobody is asked for a password", err=True)
    try:
        serve(room, host=host, port=port, ready=ready)
    except KeyboardInterrupt:
        return


def gives_originals(asked: bool | None, *, host: str, public_url: str) -> bool:
    """Whether pages as they came are given away: as asked for, else where nobody else asks."""
    return _is_loopback(host) and not public_url if asked is None else asked


def _is_loopback(host: str) -> bool:
    return host in {"localhost", "::1"} or (is_ip(host) and host.startswith("127."))
