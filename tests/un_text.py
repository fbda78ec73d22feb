"""The text of the UN document among the seeds: headings and paragraphs, as it was meant."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

SEED = Path(__file__).parents[1] / ".." / "shared" / "seeds" / "004_9f918877299556e0.txt"
FIRST = "2021年9月27日美国常驻联合国代表团给大会主席的普通照会"


@dataclass(frozen=True)
class Part:
    """A heading or a paragraph."""

    text: str
    is_heading: bool = False

    @property
    def number(self) -> int | None:
        """The number of a numbered paragraph."""
        found = re.match(r"(\d+)\. ", self.text)
        return int(found[1]) if found else None


def seed() -> tuple[Part, ...]:
    """The parts of the seed from its title on; what a page break tore apart is whole again."""
    if not SEED.exists():
        pytest.skip("the shared seeds are not here")
    text = SEED.read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    parts: list[Part] = []
    for block in blocks[blocks.index(FIRST) :]:
        is_rest = bool(parts) and parts[-1].text[-1] not in "。：)" and not parts[-1].is_heading
        if is_rest and not re.match(r"\d+\. ", block):
            parts[-1] = replace(parts[-1], text=parts[-1].text + block)
        else:
            is_heading = block[-1] not in "。：)" and len(block) < 50
            parts.append(Part(block, is_heading))
    return tuple(parts)


def changed(parts: tuple[Part, ...], before: str, after: str) -> tuple[Part, ...]:
    """The parts with `before`, which stands there once, as `after`."""
    assert [before in part.text for part in parts].count(True) == 1
    return tuple(replace(part, text=part.text.replace(before, after)) for part in parts)
