"""A page laid out for reading: its parts, found by ordered selectors, and its lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crawler.items import UnreadableError
from crawler.reading.blocks import Placed, line, place
from crawler.reading.html import Element
from crawler.reading.selecting import select, within


@dataclass(frozen=True, slots=True)
class Found:
    """An element, and the selector that found it."""

    element: Element
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's elements, the selectors of its parts, and its lines without what is in `skip`."""

    root: Element
    url: str
    parts: Mapping[str, tuple[str, ...]]
    skip: frozenset[Element]
    lines: tuple[Placed, ...]
    texts: dict[Element, str] = field(default_factory=dict)  # of parts, once they were asked for

    @classmethod
    def lay(
        cls,
        root: Element,
        url: str,
        *,
        parts: Mapping[str, tuple[str, ...]],
        skip: frozenset[Element],
    ) -> "Sheet":
        """Lay out the page under `root`, whose links count from `url`."""
        return cls(root, url, parts, skip, tuple(place(root, skip)))

    def find(self, part: str, inside: Element | None = None) -> Iterator[Found]:
        """Every element of a part that can be read, the best selector's first."""
        for css in self.parts[part]:
            for element in select(self.root if inside is None else inside, css):
                if not within(element, self.skip):
                    yield Found(element, css, self._text(element))

    def first(self, part: str, inside: Element | None = None) -> Found | None:
        """The first element of a part with anything to see in it."""
        return next((found for found in self.find(part, inside) if found.text), None)

    def required(self, part: str) -> Found:
        """The first element of a part; UnreadableError if there is none."""
        found = self.first(part)
        if found is None:
            raise self.missing(part)
        return found

    def missing(self, part: str, *also: str) -> UnreadableError:
        """What to raise where a part is not there: it names what was tried."""
        return UnreadableError(f"no {part}: looked for {', '.join((*self.parts[part], *also))}")

    def lines_in(self, element: Element) -> tuple[Placed, ...]:
        """The lines that begin inside `element`."""
        inside = frozenset((element,))
        return tuple(placed for placed in self.lines if within(placed.element, inside))

    def _text(self, element: Element) -> str:
        if element not in self.texts:
            self.texts[element] = line(element, self.skip)
        return self.texts[element]
