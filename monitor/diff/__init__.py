"""What changed between two readings of a document, and how much of a difference it is.

Pure, deterministic and bounded: the same two documents give the same answer on every machine, in a
time that depends on their length alone.
"""

from monitor.diff.compare import PRINTING, Comparison, compare, reading_hash, reading_key, rules_of
from monitor.diff.headline import headline, language_of
from monitor.diff.telling import changed_text
from monitor.diff.texts import Difference, difference

__all__ = [
    "PRINTING",
    "Comparison",
    "Difference",
    "changed_text",
    "compare",
    "difference",
    "headline",
    "language_of",
    "reading_hash",
    "reading_key",
    "rules_of",
]
