"""Polite and safe settings for a crawl, each with its reason."""

import logging
from collections.abc import Mapping
from typing import Any

from scrapy.logformatter import LogFormatter

from crawler.downloader import Downloader, Handler
from crawler.items import Order
from crawler.retry import Retry
from crawler.revalidate import Revalidate
from crawler.robots import Robots
from crawler.signposts import Signposts

WINDOW = 8  # requests of one crawl under way at a time, over all its hosts

_DOWNLOADER = "scrapy.downloadermiddlewares"
_SPIDER = "scrapy.spidermiddlewares"
_EXTENSIONS = "scrapy.extensions"


def settings_for(order: Order, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The settings of Scrapy for `order`; `overrides` are for tests and have the last word."""
    return {
        **_MANNERS,
        **_SAFETY,
        **_ECONOMY,
        "USER_AGENT": order.user_agent,  # honest: who asks, and where to complain
        "DEFAULT_REQUEST_HEADERS": {
            "User-Agent": order.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            # What is watched is mostly Chinese; a site that picks by this header must pick alike
            # every time.
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.6",
        },
        **(overrides or {}),
    }


def quieten() -> None:
    """Keep the log chatter of the libraries from the person: what happened, we say ourselves."""
    for name in ("scrapy", "twisted", "asyncio", "aiohttp", "protego", "filelock"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


_MANNERS: Mapping[str, Any] = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOADER": Downloader,  # one gate a host, whatever the number of crawls
    "DOWNLOAD_DELAY": 0,  # the gate keeps the order's delay; a slot's own would come on top
    "CONCURRENT_REQUESTS": WINDOW,
    "RETRY_TIMES": 2,  # what is worth a second try, and when, `Retry` knows
    "REDIRECT_MAX_TIMES": 6,  # more is a loop
    "METAREFRESH_ENABLED": False,  # an interstitial is evidence; `Signposts` knows the exceptions
    "REFERER_ENABLED": False,  # nobody's business where we come from
    "COOKIES_ENABLED": True,  # some front doors loop without them; a jar lives for one crawl
    "HTTPCACHE_ENABLED": False,  # a monitor must always ask
    "HTTPERROR_ALLOW_ALL": True,  # a failure is a finding as well
    "DOWNLOAD_TIMEOUT": 60,  # seconds for one whole answer
}

_SAFETY: Mapping[str, Any] = {
    "DOWNLOAD_VERIFY_CERTIFICATES": True,  # off by default upstream
    "DOWNLOAD_HANDLERS": {
        "http": Handler,  # public addresses only
        "https": Handler,
        # A page must not make a spider read local files, or talk anything but HTTP.
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "DOWNLOAD_MAXSIZE": 30 * 1024 * 1024,  # the largest UN document seen has 12 MB
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,  # half a page is not a page
    "REMOTE_CONTROL_ENABLED": False,  # a local HTTP server that runs Python; on by default
    "TELNETCONSOLE_ENABLED": False,
}

_ECONOMY: Mapping[str, Any] = {
    # Plain asyncio: a quarter less CPU a page, and the loop stays the program's own.
    "TWISTED_REACTOR_ENABLED": False,
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",  # findings are our statistics
    "STATS_DUMP": False,
    "LOG_ENABLED": False,
    "LOG_FORMATTER": "crawler.settings.SilentLogFormatter",
    "MEMUSAGE_ENABLED": False,
    # The spider decides what is asked and in which order; Scrapy's queues only pass it on.
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    "CONCURRENT_ITEMS": 1,  # one finding an answer; upstream starts this many tasks for each
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    # What costs CPU for every page and serves nothing here.
    "EXTENSIONS": {
        f"{_EXTENSIONS}.{name}": None
        for name in (
            "corestats.CoreStats",
            "logcount.LogCount",
            "telnet.TelnetConsole",
            "memusage.MemoryUsage",
            "memdebug.MemoryDebugger",
            "closespider.CloseSpider",
            "feedexport.FeedExporter",
            "logstats.LogStats",
            "spiderstate.SpiderState",
            "throttle.AutoThrottle",
            "remote_control.RemoteControl",
        )
    },
    "SPIDER_MIDDLEWARES": {
        f"{_SPIDER}.{name}": None
        for name in (
            "start.StartSpiderMiddleware",
            "httperror.HttpErrorMiddleware",
            "referer.RefererMiddleware",
            "urllength.UrlLengthMiddleware",
            "depth.DepthMiddleware",
            "metacopy.MetaCopyDetectionMiddleware",
        )
    },
    "DOWNLOADER_MIDDLEWARES": {
        Robots: 100,
        Retry: 550,
        Revalidate: 560,
        Signposts: 590,  # nearer to the network than Retry: what is judged is where it ended
        f"{_DOWNLOADER}.retry.RetryMiddleware": None,  # asks again at once, and by status alone
        f"{_DOWNLOADER}.offsite.OffsiteMiddleware": None,
        f"{_DOWNLOADER}.robotstxt.RobotsTxtMiddleware": None,
        f"{_DOWNLOADER}.httpauth.HttpAuthMiddleware": None,
        f"{_DOWNLOADER}.useragent.UserAgentMiddleware": None,  # stands in the default headers
        f"{_DOWNLOADER}.redirect.MetaRefreshMiddleware": None,
        f"{_DOWNLOADER}.httpcompression.HttpCompressionMiddleware": None,  # the handler decodes
        f"{_DOWNLOADER}.stats.DownloaderStats": None,
        f"{_DOWNLOADER}.httpcache.HttpCacheMiddleware": None,
    },
}


class SilentLogFormatter(LogFormatter):
    """Says nothing for every page, and so does not cost anything for every page either."""

    def crawled(self, *_: Any) -> None:  # type: ignore[override]
        """Nothing: the finding says it."""

    def scraped(self, *_: Any) -> None:  # type: ignore[override]
        """Nothing: whoever takes the finding says it."""
