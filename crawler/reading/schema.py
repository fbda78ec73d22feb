"""What a page says of itself for machines, in the words of schema.org (JSON-LD)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.reading.html import Element

_LARGEST = 200_000  # characters of a script
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Report", "AdvertiserContentArticle"}
)


def article(root: Element) -> Mapping[str, str]:
    """What the page says of the one article that it is, by schema.org's names; empty without one.

    Where it describes several, nobody knows which one it is.
    """
    found = [
        node
        for script in root.iter("script")
        if script.get("type") == "application/ld+json"
        for node in _nodes(script.text or "")
        if _ARTICLES.intersection(_types(node))
    ]
    if len(found) != 1:
        return {}
    return {name: value for name, value in found[0].items() if isinstance(value, str)}


def _nodes(source: str) -> Iterator[Mapping[str, Any]]:
    if len(source) > _LARGEST:
        return
    try:
        said = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    for each in said if isinstance(said, list) else [said]:
        graph = each.get("@graph") if isinstance(each, dict) else None
        nodes = graph if isinstance(graph, list) else [each]
        yield from (node for node in nodes if isinstance(node, dict))


def _types(node: Mapping[str, Any]) -> list[str]:
    said = node.get("@type")
    found = said if isinstance(said, list) else [said]
    return [each for each in found if isinstance(each, str)]
