"""One measured run, in a process of its own: `python -m tests.bench.run bare|docwatch ...`.

The last line that it prints is what it took, as JSON.
"""

import json
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any


def bare(base: str, pages: str) -> None:
    """A spider of Scrapy's that fetches and hashes, as fast as its settings let it."""
    # Imported here, so that each run pays for its own imports and for no other's.
    import scrapy  # noqa: PLC0415
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415

    hashes: list[str] = []

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Any]:
            for number in range(int(pages)):
                yield scrapy.Request(f"{base}/page/{number}", dont_filter=True)

        def parse(self, response: Any) -> None:
            hashes.append(sha256(response.body).hexdigest())

    process = AsyncCrawlerProcess(TUNED)
    process.crawl(Bare)
    process.start()
    print(json.dumps({"checks": [{"pages": len(hashes), "failed": 0}]}))


def docwatch(config: str, source: str) -> None:
    """The command that a person types."""
    from monitor.cli import main  # noqa: PLC0415

    command = ["--config", config, "check", source, "--full", "--no-deliver", "--json"]
    main(command, standalone_mode=False)


def measured(run: Callable[..., None], *arguments: str) -> dict[str, float]:
    """What a run took; the CPU is that of the whole process, with its start."""
    begin = time.perf_counter()
    run(*arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "wall": time.perf_counter() - begin,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": _peak() / 1024,
    }


def _peak() -> int:
    """The most memory that this process ever had, in kB.

    Not `ru_maxrss`: that begins with the size of the process which started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


AIOHTTP = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
TUNED = {
    "TWISTED_REACTOR_ENABLED": False,
    "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), AIOHTTP),
    "LOG_ENABLED": False,
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "CONCURRENT_REQUESTS": 8,
    "DOWNLOAD_DELAY": 0,
    "RETRY_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "COOKIES_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps(measured({"bare": bare, "docwatch": docwatch}[name], *arguments)))
