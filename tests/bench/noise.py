"""All pairs of captures, read and compared: `python -m tests.bench.noise`. A minute.

Prints how many of each label got which weight, and every pair that got another than its label says.
"""

from collections import Counter

from tests.monitor.diff.noise import EXCEPTIONS, is_as_labelled, pairs, weight


def main() -> None:
    """Print the table."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs():
        found = weight(pair)
        counts[pair.label, str(found)] += 1
        if not is_as_labelled(pair, found):
            print(f"{pair.id}: {found}; {EXCEPTIONS.get(pair.id, 'not known')}")
    for (label, found), count in sorted(counts.items()):
        print(f"{label:16} {found:12} {count:4}")


if __name__ == "__main__":
    main()
