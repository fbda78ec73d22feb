"""The daemon as a process: its lock, its record, its loop, its signals."""

import asyncio
import logging
import os
import random
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime

from monitor.channels import open_channels
from monitor.config import Config
from monitor.crawl import Crawl
from monitor.daemon.service import Daemon
from monitor.daemon.signals import on_signals
from monitor.daemon.systemd import Systemd
from monitor.store import Lock, Store


def run(config: Config, *, environ: Mapping[str, str], clock: Callable[[], datetime]) -> None:
    """Watch until a signal ends it. SIGTERM and SIGINT end it in order, a second one at once.

    Raises:
        BusyError: another docwatch is at work on this database.
        StoreError: the record is in doubt.
    """
    with Lock(config.database), closing(Store(config.database)) as store:
        asyncio.run(_serve(config, store, environ, clock))


async def _serve(
    config: Config, store: Store, environ: Mapping[str, str], clock: Callable[[], datetime]
) -> None:
    daemon = Daemon(
        config,
        store,
        Crawl(clock=clock),
        open_channels(config),
        systemd=Systemd(environ),
        clock=clock,
        draw=random.random,
    )
    on_signals(asyncio.get_running_loop(), daemon.stop)
    await daemon.run()
    if daemon.left_hanging:
        # Python would wait for the channel's thread, minutes perhaps. All is written and said.
        store.close()
        sys.stdout.flush()
        logging.shutdown()
        os._exit(0)
