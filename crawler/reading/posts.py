"""A post as an interface that is made for machines gives it: a feed, the API."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.items import Block, Document, Identity, Link, Reading
from crawler.options import EmbassyOptions
from crawler.reading import mission, wordpress
from crawler.reading.blocks import blocks
from crawler.reading.html import parse
from crawler.reading.selecting import select_all


def reading(
    listed: tuple[Document, ...], further: str, options: EmbassyOptions, *, ordered: bool = False
) -> Reading:
    """What one page lists; those on the site's own hosts are read, and so is the `further` page."""
    own = mission.hosts(options)
    follow = (Link(one.url) for one in listed if urlsplit(one.url).netloc in own)
    more = (Link(further, "listing"),) if further else ()
    return Reading(documents=listed, follow=(*follow, *more), ends=not further, ordered=ordered)


def text(source: str, cut: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a piece of hypertext; `cut` is not read."""
    root = parse(f"<body>{source}</body>")
    return blocks(root, select_all(root, cut))


def document(
    url: str,
    options: EmbassyOptions,
    *,
    title: tuple[Block, ...],
    language: str,
    number: str,
    dates: Mapping[str, str | None],
    body: tuple[Block, ...],
    form: str,
    read_by: Mapping[str, str],
) -> Document:
    """The document at `url`; `number` is its post id, empty where none is said.

    Without a text it is an address and no more, whatever its form would be.
    """
    said_when = {name: moment for name, moment in dates.items() if moment}
    said = " ".join(block.text.replace("\n", " ") for block in title)
    names = (
        Identity("slug", wordpress.slug(url)),
        Identity("post-id", mission.post_id(number, url, options)),
        Identity("url", url),
    )
    return Document(
        url=url,
        title=said or wordpress.slug(url),
        language=language,
        identities=tuple(name for name in names if name.value),
        dates=said_when,
        blocks=body,
        form=form if body else "address",
        read_by={
            part: by for part, by in read_by.items() if said_when.get(part, part not in dates)
        },
    )
