"""Spiders whose reading goes wrong in every way in which a PDF can make it."""

import os
import signal
import time

from crawler.items import Page, Reading, Role
from crawler.options import UnDocumentsOptions
from crawler.reading.patience import STEP, page_read
from crawler.spiders.base import WatchSpider


class HostileSpider(WatchSpider):
    """Does what the page says: reads, hangs, dies, eats memory, fails."""

    name = "hostile"
    options_type = UnDocumentsOptions
    in_worker = True

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: UnDocumentsOptions) -> Reading:
        if body == b"hang":
            time.sleep(600)
        if body == b"go on":
            for _ in range(6):
                time.sleep(0.3)
                page_read(STEP, 2 * STEP)
        while body == b"go on for ever":
            time.sleep(0.05)
            page_read(STEP, 2 * STEP)
        if body == b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        if body == b"eat":
            bytearray(2 << 30)
        if body == b"fail":
            raise ZeroDivisionError("nothing to divide")
        secret = os.environ.get("DOCWATCH_TEST_SECRET", "no secret")
        return Reading(interface=f"{len(body)} bytes, {secret}, {os.getpid()}")
