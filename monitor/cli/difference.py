"""docwatch diff and docwatch blame: what differs between two versions, and since when it stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import click

from monitor.cli.command import json_option, main
from monitor.cli.history import the_one
from monitor.cli.output import has_colour, print_json, say, width
from monitor.cli.session import Session, recorded, shown
from monitor.config import Config
from monitor.diff import Comparison, compare, headline, language_of, rules_of
from monitor.diff.blame import Paragraph, blame
from monitor.model import Edit, Kind, Snapshot, Source, Watched
from monitor.render import html, markdown, plain, terminal
from monitor.render.payload import edit_entry, utc
from monitor.render.safe import printable
from monitor.render.words import eyes, field_name, one_line

_FORMS = ("terminal", "text", "markdown", "html", "side-by-side")


@main.command(
    examples=(
        "docwatch diff d-3f2a",
        "docwatch diff d-3f2a 1 4",
        "docwatch diff d-3f2a 1 4 --as side-by-side > difference.html",
    ),
)
@click.argument("key", metavar="KEY|URL")
@click.argument("numbers", metavar="[OLD NEW]", nargs=-1, type=click.IntRange(min=1))
@click.option("--as", "form", type=click.Choice(_FORMS), default="terminal", help="How to show it.")
@json_option
@click.pass_obj
def diff(session: Session, key: str, numbers: tuple[int, ...], form: str, as_json: bool) -> None:
    """Show what differs between two versions.

    The last two of a document, or those numbered: `docwatch history` has the numbers. With one
    number, that version is compared with the latest.
    """
    config = session.config()
    with recorded(config) as store:
        watched = the_one(store, key)
        versions = store.snapshots.of(watched.id)
    old, new = _pair(versions, numbers)
    before, after = versions[old - 1], versions[new - 1]
    source = _source(config, watched)
    comparison = compare(before.reading, after.reading, rules_of(source))
    line = headline(Kind.EDITED, comparison.edits, "", language_of(source, watched.language))
    if as_json:
        print_json(
            {
                "document": watched.id,
                "url": watched.url,
                "weight": comparison.weight,
                "headline": line,
                "before": {"number": old, "first_seen": utc(before.first_seen)},
                "after": {"number": new, "first_seen": utc(after.first_seen)},
                "remark": eyes(before, after),
                "edits": [edit_entry(edit) for edit in comparison.edits],
            }
        )
        return
    zone = ZoneInfo(config.timezone)
    title = one_line(after.reading.title)
    seen = [
        f"version {number}, seen from {shown(versions[number - 1].first_seen, zone)} ({zone})"
        for number in (old, new)
    ]
    about = [*seen, *filter(None, (eyes(before, after), one_line(line)))]
    if form in _FILES:
        click.echo(_FILES[form](comparison, title, about, watched.language), nl=False)
        return
    say(title, bold=True)
    for said in about:
        say(said, dim=said in seen, fg="yellow" if said == eyes(before, after) else None)
    for edit in comparison.edits:
        say()
        say(f"{field_name(edit)} ({edit.weight}{_share(edit)})", bold=True)
        click.echo(_SHOWN[form](edit), color=has_colour())
    if not comparison.edits:
        say("no difference")


@main.command(
    name="blame",
    examples=(
        "docwatch blame d-3f2a",
        "docwatch blame d-3f2a --words",
    ),
)
@click.argument("key", metavar="KEY|URL")
@click.option("--words", is_flag=True, help="Say it of the words in a paragraph, too.")
@json_option
@click.pass_obj
def blame_command(session: Session, key: str, words: bool, as_json: bool) -> None:
    """Say since which version every paragraph stands as it does.

    A paragraph that was only moved, numbered anew or written otherwise is as old as it was.
    """
    config = session.config()
    with recorded(config) as store:
        watched = the_one(store, key)
        versions = store.snapshots.of(watched.id)
    rules = rules_of(_source(config, watched))
    paragraphs = blame([version.reading.blocks for version in versions], rules)
    if as_json:
        print_json(
            {
                "document": watched.id,
                "paragraphs": [
                    _entry(paragraph, versions, words=words) for paragraph in paragraphs
                ],
            }
        )
        return
    zone = ZoneInfo(config.timezone)
    for number, paragraph in enumerate(paragraphs, 1):
        seen = shown(versions[paragraph.since].first_seen, zone)
        say(
            f"¶{number}  version {paragraph.since + 1}, seen from {seen}{_born(paragraph)}",
            dim=True,
        )
        for each in paragraph.words if words else ():
            say(f"  {each.since + 1:>4}  {one_line(each.text)}")
        if not words:
            say("  " + printable(" ".join(paragraph.text.split())))


def _born(paragraph: Paragraph) -> str:
    born = paragraph.born + 1
    return f"; came with version {born}" if paragraph.born != paragraph.since else ""


def _entry(paragraph: Paragraph, versions: Sequence[Snapshot], *, words: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": paragraph.text,
        "version": paragraph.since + 1,
        "first_seen": utc(versions[paragraph.since].first_seen),
        "came_with": paragraph.born + 1,
    }
    if words:
        entry["words"] = [
            {"text": each.text, "version": each.since + 1} for each in paragraph.words
        ]
    return entry


def _source(config: Config, watched: Watched) -> Source:
    """The source of a document; of one that left config.yaml, one with the usual rules."""
    known = (source for source in config.sources if source.name == watched.source)
    return next(known, Source(name=watched.source, spider="", options={}))


def _share(edit: Edit) -> str:
    magnitude = edit.magnitude
    if not magnitude.of or not (magnitude.removed or magnitude.inserted):
        return ""
    return f", −{magnitude.removed:,} +{magnitude.inserted:,} characters, {magnitude.share:.1%}"


def _terminal(edit: Edit) -> str:
    return terminal.hunks(edit, colour=has_colour(), width=width())


_SHOWN: dict[str, Callable[[Edit], str]] = {"terminal": _terminal, "text": plain.hunks}


def _page(
    comparison: Comparison,
    title: str,
    about: Sequence[str],
    language: str,
    *,
    shows: Callable[..., str] = html.hunks,
) -> str:
    parts = [f"<p>{'<br>'.join(map(html.text, about))}</p>"]
    parts += [
        f"<h2>{html.text(field_name(edit))}</h2>\n{shows(edit, lang=language)}"
        for edit in comparison.edits
    ]
    parts += [] if comparison.edits else ["<p>no difference</p>"]
    return html.page("\n".join(parts), title=title, lang=language)


def _markdown(comparison: Comparison, title: str, about: Sequence[str], _language: str) -> str:
    parts = [f"# {markdown.escaped(title)}"]
    parts += ["\n".join(f"- {markdown.escaped(said)}" for said in about)]
    for edit in comparison.edits:
        heading = f"{field_name(edit)} ({edit.weight}{_share(edit)})"
        parts += [f"## {markdown.escaped(heading)}", markdown.hunks(edit)]
    parts += [] if comparison.edits else ["no difference"]
    return "\n\n".join(parts) + "\n"


# What may be kept as a file of its own.
_FILES: dict[str, Callable[[Comparison, str, Sequence[str], str], str]] = {
    "html": _page,
    "side-by-side": partial(_page, shows=html.side_by_side),
    "markdown": _markdown,
}


def _pair(versions: Sequence[Snapshot], numbers: tuple[int, ...]) -> tuple[int, int]:
    """The numbers of the two versions that are meant."""
    if len(numbers) > 2:
        raise click.UsageError("two versions are compared, not more")
    if len(versions) < 2 and not numbers:
        raise click.ClickException("there is one version only: nothing to compare")
    latest = len(versions)
    old, new = (*numbers, latest)[:2] if numbers else (latest - 1, latest)
    for number in (old, new):
        if number > latest:
            raise click.UsageError(f"there is no version {number}; the latest is {latest}")
    return old, new
