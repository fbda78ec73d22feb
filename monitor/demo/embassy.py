"""The demo's embassy: a site whose articles come, change and go."""

from aiohttp import web

from monitor.demo.pages import CHALLENGE, Skin, Story, article, listing
from monitor.demo.server import Server

LISTING = "/zh/news-zh/"


class Embassy(Server):
    """A small embassy site.

    No two of its answers are the same to the byte. `stories` are the articles by their slugs, the
    newest first; what is in `challenged` answers with a challenge, and while the site `is_down`,
    everything with an error.
    """

    def __init__(self, *stories: Story) -> None:
        super().__init__()
        self.stories = {story.slug: story for story in stories}
        self.skin = Skin()
        self.challenged: set[str] = set()
        self.is_down = False
        self._answers = 0

    def publish(self, story: Story) -> None:
        """Put an article on top of the listing."""
        self.stories = {story.slug: story, **self.stories}

    def replace(self, story: Story) -> None:
        """Put an article in the place of the one that has its address."""
        self.stories[story.slug] = story

    def pull(self, slug: str) -> None:
        """Take an article off the site."""
        del self.stories[slug]

    def answer(self, request: web.Request) -> web.Response:
        """A page of the site, or what stands in its place today."""
        self._answers += 1
        if self.is_down:
            return web.Response(status=500, text="Internal Server Error")
        page = self._page(request.path)
        if page is None:
            return web.Response(status=404, text="Not Found")
        return web.Response(text=page, content_type="text/html", charset="utf-8")

    def _page(self, path: str) -> str | None:
        if path == LISTING:
            entries = [(story, self.address(slug)) for slug, story in self.stories.items()]
            return listing(entries, f"{self.url}{path}", self.skin, self._answers)
        slug = path.removeprefix("/zh/").rstrip("/")
        if slug in self.challenged:
            return CHALLENGE
        if slug not in self.stories:
            return None
        return article(self.stories[slug], self.address(slug), self.skin, self._answers)

    def address(self, slug: str) -> str:
        """Where an article is to be had."""
        return f"{self.url}/zh/{slug}/"
