"""Any page: by the selectors that `config.yaml` gives, else its main content."""

from crawler.items import Link, Page, Reading, Role
from crawler.options import WebpageOptions
from crawler.reading import web
from crawler.spiders.base import WatchSpider


class WebpageSpider(WatchSpider):
    """Reads single pages of any site."""

    name = "webpage"
    options_type = WebpageOptions

    @classmethod
    def entries(cls, options: WebpageOptions) -> tuple[Link, ...]:
        """Every page that the options name."""
        return tuple(Link(url, "document") for url in options.addresses)

    @classmethod
    def read(cls, page: Page, body: bytes, role: Role, options: WebpageOptions) -> Reading:
        """The one document of a page.

        Raises:
            UnreadableError: a selector of the options finds nothing, there is no text, or the page
                is of a type that is not read.

        """
        where = web.Where(
            body=options.select,
            remove=options.remove,
            title=options.title,
            date=options.date,
            language=options.language,
        )
        return Reading(documents=(web.read(page, body, where),), interface="page", ends=True)
