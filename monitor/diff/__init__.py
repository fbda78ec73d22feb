"""What changed between two readings of a document, and how much of a difference it is.

Pure, deterministic and bounded: the same two documents give the same answer on every machine, in a
time that depends on their length alone.
"""

from monitor.diff.compare import Comparison, compare, reading_hash, reading_key
from monitor.diff.headline import headline
from monitor.diff.telling import changed_text
from monitor.diff.texts import Difference, difference

__all__ = [
    "Comparison",
    "Difference",
    "changed_text",
    "compare",
    "difference",
    "headline",
    "reading_hash",
    "reading_key",
]
