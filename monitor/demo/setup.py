"""The demo's config.yaml: both sites, watched once a second, and a mail to one reader."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.config import Config, read_config
from monitor.demo.acts import Sites
from monitor.demo.embassy import LISTING
from monitor.demo.timeline import EMBASSY, UN
from monitor.demo.un import ADDRESS, AID, MISSION

READER = "desk@example.org"

_CONFIG = """\
# Written by docwatch demo. The sites and the mail server went away with it; the record is here.
database: docwatch.db
timezone: Asia/Shanghai
contact: demo@example.org
schedule: {{every: 1s}}
delay: 0s
confirm: {{times: 3, apart: 1s}}
alarm_after: 60    # looks, of which there is one a second here; without this line, 3
notify: [desk]
terms:
  press: [记者, 新闻自由]
sources:
  {embassy}:
    spider: embassy
    url: {listing}
    languages: [zh]
    interfaces: [listing]    # this site has no feed, no API and no sitemap
  {un}:
    spider: un_documents
    address: "{address}"
    symbols: [{symbols}]
    languages: [zh, en]
channels:
  desk: {{type: email, to: [{reader}], server: "smtp://127.0.0.1:{port}"}}
"""


def configure(folder: Path, sites: Sites, port: int, every: timedelta) -> Config:
    """Write config.yaml into `folder`, and read it; the mail server listens at `port`."""
    file = folder / "config.yaml"
    text = _CONFIG.format(
        embassy=EMBASSY,
        listing=f"{sites.embassy.url}{LISTING}",
        un=UN,
        address=f"{sites.un.url}{ADDRESS}",
        symbols=", ".join((AID, MISSION)),
        reader=READER,
        port=port,
    )
    file.write_text(text, encoding="utf-8")
    return _at_pace(read_config(file, {}), every)


def _at_pace(config: Config, every: timedelta) -> Config:
    """No configuration asks for more than a look a second: of a site of our own we may."""
    sources = (
        replace(
            source,
            schedule=replace(source.schedule, every=every),
            confirm=replace(source.confirm, apart=every),
        )
        for source in config.sources
    )
    return replace(config, sources=tuple(sources))
