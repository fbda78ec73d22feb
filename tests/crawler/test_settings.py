"""The settings are what they promise, and Scrapy knows them all."""

import logging

import pytest
from scrapy.settings import Settings, default_settings

from crawler.downloader import Downloader, Handler
from crawler.settings import quieten, settings_for
from tests.links import link_order


def test_they_are_polite_and_safe() -> None:
    settings = Settings(settings_for(link_order()))

    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert settings["USER_AGENT"] == "docwatch/0.1 (+desk@example.org)"
    for off in ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "HTTPCACHE_ENABLED",
                "METAREFRESH_ENABLED", "TWISTED_REACTOR_ENABLED"):  # fmt: skip
        assert not settings.getbool(off), off


def test_only_http_is_spoken() -> None:
    handlers = Settings(settings_for(link_order())).getwithbase("DOWNLOAD_HANDLERS")

    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    assert handlers["http"] is handlers["https"] is Handler
    assert Settings(settings_for(link_order()))["DOWNLOADER"] is Downloader


def test_scrapy_knows_every_setting() -> None:
    unknown = {name for name in settings_for(link_order()) if not hasattr(default_settings, name)}

    assert not unknown


@pytest.mark.parametrize("kind", ["EXTENSIONS", "SPIDER_MIDDLEWARES", "DOWNLOADER_MIDDLEWARES"])
def test_every_component_of_scrapy_is_decided_on(kind: str) -> None:
    """A name that upstream drops or adds is noticed here, and not in production."""
    ours = {str(name) for name in settings_for(link_order())[kind] if isinstance(name, str)}
    kept = {
        "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware",
        "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware",
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",
    }
    theirs = set(getattr(default_settings, f"{kind}_BASE"))

    assert ours <= theirs
    assert theirs - ours <= kept


def test_overrides_have_the_last_word_for_one_order_only() -> None:
    assert settings_for(link_order(), {"DOWNLOAD_TIMEOUT": 1})["DOWNLOAD_TIMEOUT"] == 1
    assert settings_for(link_order())["DOWNLOAD_TIMEOUT"] == 60


def test_the_libraries_are_quiet() -> None:
    quieten()

    for name in ("scrapy.core.engine", "asyncio", "twisted"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR)
