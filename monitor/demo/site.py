"""The demo's site: an embassy on loopback whose articles come, change and go."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from monitor.demo.pages import CHALLENGE, Skin, Story, article, listing

LISTING = "/zh/news-zh/"


class Site:
    """A small embassy site on a port of its own; open it with `async with`.

    No two of its answers are the same to the byte. `stories` are the articles by their slugs, the
    newest first; what is in `challenged` answers with a challenge, and while the site `is_down`,
    everything with an error.
    """

    def __init__(self, *stories: Story) -> None:
        self.stories = {story.slug: story for story in stories}
        self.skin = Skin()
        self.challenged: set[str] = set()
        self.is_down = False
        self.url = ""
        self._answers = 0

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self._answers += 1
        if self.is_down:
            return web.Response(status=500, text="Internal Server Error")
        page = self._page(request.path)
        if page is None:
            return web.Response(status=404, text="Not Found")
        return web.Response(text=page, content_type="text/html", charset="utf-8")

    def _page(self, path: str) -> str | None:
        if path == LISTING:
            entries = [(story, self._address(slug)) for slug, story in self.stories.items()]
            return listing(entries, f"{self.url}{path}", self.skin, self._answers)
        slug = path.removeprefix("/zh/").rstrip("/")
        if slug in self.challenged:
            return CHALLENGE
        if slug not in self.stories:
            return None
        return article(self.stories[slug], self._address(slug), self.skin, self._answers)

    def _address(self, slug: str) -> str:
        return f"{self.url}/zh/{slug}/"


Act = Callable[[Site], None]


def publish(story: Story) -> Act:
    """Put an article on top of the listing."""

    def act(site: Site) -> None:
        site.stories = {story.slug: story, **site.stories}

    return act


def replace(story: Story) -> Act:
    """Put an article in the place of the one that has its address."""

    def act(site: Site) -> None:
        site.stories[story.slug] = story

    return act


def pull(slug: str) -> Act:
    """Take an article off the site."""

    def act(site: Site) -> None:
        del site.stories[slug]

    return act


def dress(skin: Skin) -> Act:
    """Give the site another look."""

    def act(site: Site) -> None:
        site.skin = skin

    return act


def challenge(slug: str) -> Act:
    """Show a challenge where an article is."""

    def act(site: Site) -> None:
        site.challenged.add(slug)

    return act


def let_in(site: Site) -> None:
    """Show no challenge any more."""
    site.challenged.clear()


def break_down(site: Site) -> None:
    """Answer everything with an error."""
    site.is_down = True


def mend(site: Site) -> None:
    """Answer as before."""
    site.is_down = False


def wait(site: Site) -> None:
    """Do nothing."""
