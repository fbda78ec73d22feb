"""A post as an interface that is made for machines gives it: a feed, the API."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.items import Block, Document, Identity, Link, Reading
from crawler.options import EmbassyOptions
from crawler.reading import mission, wordpress


def document(
    url: str,
    options: EmbassyOptions,
    *,
    title: str,
    language: str,
    number: str,
    dates: Mapping[str, str | None],
    blocks: tuple[Block, ...],
    form: str,
    read_by: Mapping[str, str],
) -> Document:
    """The document at `url`; `number` is its post id, empty where none is said.

    Without a text it is an address and no more, whatever its form would be.
    """
    names = (
        Identity("slug", wordpress.slug(url)),
        Identity("post-id", mission.post_id(number, url, options)),
        Identity("url", url),
    )
    return Document(
        url=url,
        title=title.replace("\n", " ") or wordpress.slug(url),
        language=language,
        identities=tuple(name for name in names if name.value),
        dates={name: moment for name, moment in dates.items() if moment},
        blocks=blocks,
        form=form if blocks else "address",
        read_by=read_by,
    )


def reading(
    documents: tuple[Document, ...], further: str, options: EmbassyOptions, *, ordered: bool = False
) -> Reading:
    """A page of posts: what it lists, their own pages, and the page after it, if there is one."""
    own = mission.hosts(options)
    follow = [Link(one.url) for one in documents if urlsplit(one.url).netloc in own]
    return Reading(
        documents=documents,
        follow=(*follow, Link(further, "listing")) if further else tuple(follow),
        ends=not further,
        ordered=ordered,
    )
