"""How fast differences are found, and how much of a text they mark: `python -m tests.bench.diff`.

Documents of three lengths with realistic edits, and two texts that have nothing in common; ours
beside what others would use. Each in a process of its own, so that the peak of memory is its own.
A method that has given no answer after `--limit` seconds is stopped.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from crawler.items import Block

SIZES = ((6_300, 10), (63_000, 100), (630_000, 1_000))
UNRELATED = 60_000

_WHO = [
    "各国政府",
    "联合国大会",
    "人权理事会",
    "秘书长",
    "特别报告员",
    "有关缔约国",
    "国际社会",
    "委员会",
]
_DOES = [
    "强调",
    "注意到",
    "欢迎",
    "重申",
    "决定审议",
    "呼吁各方落实",
    "表示关切",
    "建议加强",
    "支持开展",
]
_WHAT = [
    "人道主义援助", "可持续发展目标", "边境地区的局势", "难民的权利", "司法独立", "数字鸿沟问题",
    "粮食安全", "气候融资", "儿童保护工作", "技术合作方案",
]  # fmt: skip
_MORE = [
    "在现有资源范围内",
    "依照国际法",
    "同有关各方协商",
    "以透明的方式",
    "不加任何歧视地",
    "逐步",
]


def document(length: int, seed: int) -> list[str]:
    """Paragraphs of together `length` characters."""
    draw = random.Random(seed)
    paragraphs: list[str] = []
    while length > 0:
        sentences = (_sentence(draw) for _ in range(draw.randint(2, 8)))
        paragraphs.append("".join(sentences)[:length])
        length -= len(paragraphs[-1])
    return paragraphs


def _sentence(draw: random.Random) -> str:
    figure = draw.choice(
        [f"{draw.randint(2, 999)}万美元", f"{draw.randint(1, 99)}.{draw.randint(1, 9)}%"]
    )
    return (
        f"{draw.choice(_WHO)}{draw.choice(_MORE)}{draw.choice(_DOES)}{draw.choice(_WHAT)}，"
        f"并{draw.choice(_DOES)}{draw.choice(_WHAT)}所需的{figure}，第{draw.randint(1, 400)}号文件"
        f"已{draw.choice(_MORE)}说明。"
    )


def edited(paragraphs: list[str], edits: int, seed: int) -> tuple[list[str], int]:
    """The document with so many edits, and the number of characters that they truly change."""
    draw = random.Random(seed)
    texts = list(paragraphs)
    changed = 0
    for at in draw.sample(range(len(texts)), min(edits, len(texts))):
        texts[at], size = _edit(texts[at], draw)
        changed += size
    for _ in range(edits - len(texts)):
        at = draw.randrange(len(texts))
        texts[at], size = _edit(texts[at], draw)
        changed += size
    return [text for text in texts if text], changed


def _edit(text: str, draw: random.Random) -> tuple[str, int]:
    what = draw.random()
    if what < 0.6:
        for old, new in draw.sample(_SWAPS, len(_SWAPS)):
            if old in text:
                return text.replace(old, new, 1), len(old) + len(new)
    if what < 0.9:
        sentence = _sentence(draw)
        return text + sentence, len(sentence)
    return "", len(text)


_SWAPS = [
    ("强调", "重申"), ("欢迎", "注意到"), ("表示关切", "表示严重关切"), ("各国政府", "有关国家"),
    ("秘书长", "高级专员"), ("万美元", "万欧元"), ("决定审议", "推迟审议"), ("粮食", "能源"),
]  # fmt: skip


def ours(before: list[str], after: list[str]) -> int:
    from monitor.diff import difference  # noqa: PLC0415

    found = difference(
        [Block("paragraph", text) for text in before], [Block("paragraph", text) for text in after]
    )
    return sum(len(text) for hunk in found.hunks for op, text in hunk.diff if op != "=")


def characters(before: list[str], after: list[str]) -> int:
    """diff-match-patch on characters, with its semantic cleanup and without its clock."""
    from diff_match_patch import diff_match_patch  # noqa: PLC0415

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main("\n".join(before), "\n".join(after))
    engine.diff_cleanupSemantic(found)
    return sum(len(text) for op, text in found if op)


def difflib_lines(before: list[str], after: list[str]) -> int:
    return _difflib(before, after, len)


def difflib_characters(before: list[str], after: list[str]) -> int:
    return _difflib("\n".join(before), "\n".join(after), lambda char: 1)


def _difflib(before: list[str] | str, after: list[str] | str, size: Callable[[str], int]) -> int:
    from difflib import SequenceMatcher  # noqa: PLC0415

    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    parts = ((before[i:i_end], after[j:j_end]) for op, i, i_end, j, j_end in codes if op != "equal")
    return sum(sum(map(size, gone)) + sum(map(size, come)) for gone, come in parts)


def rapidfuzz(before: list[str], after: list[str]) -> int:
    """The operations of the Indel distance on characters."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return len(Indel.editops("\n".join(before), "\n".join(after)))


METHODS = {
    "ours": ours,
    "diff-match-patch, characters": characters,
    "difflib, lines": difflib_lines,
    "difflib, characters": difflib_characters,
    "rapidfuzz, characters": rapidfuzz,
}


def texts(case: str) -> tuple[list[str], list[str], int]:
    """Both texts of a case, and how many characters truly changed."""
    if case == "unrelated":
        return document(UNRELATED, 1), _other(UNRELATED), 2 * UNRELATED
    length, edits = SIZES[int(case)]
    before = document(length, 1)
    after, changed = edited(before, edits, 2)
    return before, after, changed


def _other(length: int) -> list[str]:
    draw = random.Random(3)
    signs = [chr(code) for code in range(0x4E00, 0x6E00)]
    sizes = [draw.randint(60, 300) for _ in range(length // 180)]
    return ["".join(draw.choices(signs, k=size)) for size in sizes]


def measure(method: str, case: str) -> dict[str, float]:
    """One method on one case: the best CPU time of three (of one, if it is slow), memory, marks.

    None of the methods waits or has a second thread, and the machine has other things to do.
    """
    before, after, changed = texts(case)
    METHODS[method](["各国应尊重人权。"], ["各国应保护人权。"])  # loads what is loaded once
    start_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = []
    marked = 0
    while len(took) < 3 and sum(took) < 5:
        start = time.process_time()
        marked = METHODS[method](before, after)
        took.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start_memory
    return {"seconds": min(took), "megabytes": peak / 1024, "ratio": marked / changed}


def rows(limit: float) -> Iterator[tuple[str, str, dict[str, float] | None]]:
    for case in (*map(str, range(len(SIZES))), "unrelated"):
        for method in METHODS:
            command = [sys.executable, "-m", "tests.bench.diff", "--one", method, case]
            try:
                done = subprocess.run(command, capture_output=True, timeout=limit, check=True)
            except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
                yield case, method, None
            else:
                yield case, method, json.loads(done.stdout)


def _cells(*, seconds: float, megabytes: float, ratio: float) -> str:
    return f"{1000 * seconds:,.1f} ms | {megabytes:,.0f} MB | {ratio:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2)
    parser.add_argument("--limit", type=float, default=60.0)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(*asked.one)))
        return
    print("| case | method | time | memory | marked / changed |\n|---|---|--:|--:|--:|")
    for case, method, found in rows(asked.limit):
        name = (
            case if case == "unrelated" else "{:,} characters, {:,} edits".format(*SIZES[int(case)])
        )
        cells = "no answer | | " if found is None else _cells(**found)
        print(f"| {name} | {method} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
