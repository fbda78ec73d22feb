"""XML from text to elements, without trust."""

from lxml import etree

from crawler.reading.html import Element, cleaned


def root(text: str) -> Element | None:
    """The root of an XML document, however broken; None where there is none."""
    # No entity is resolved and no network asked: a page must not reach beyond itself.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(cleaned(text).strip().encode(), parser)
    except etree.XMLSyntaxError:
        return None
