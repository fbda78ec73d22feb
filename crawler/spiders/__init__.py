"""The spiders, by the names under which `config.yaml` asks for them."""

from crawler.spiders.base import WatchSpider
from crawler.spiders.embassy import EmbassySpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.un_documents import UnDocumentsSpider
from crawler.spiders.webpage import WebpageSpider

SPIDERS: dict[str, type[WatchSpider]] = {
    spider.name: spider
    for spider in (EmbassySpider, ListingSpider, UnDocumentsSpider, WebpageSpider)
}
