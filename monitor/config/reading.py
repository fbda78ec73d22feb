"""config.yaml becomes a Config, or one ConfigError with every mistake in it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from crawler.options import OPTIONS
from monitor.config.channels import CHANNELS, ChannelSettings
from monitor.config.checking import check
from monitor.config.environment import Filled, fill
from monitor.config.settings import Config, Retention
from monitor.config.shape import ScheduleShape, SourceShape, TopShape
from monitor.config.tree import Slip, in_order, read_tree
from monitor.config.values import suggestion
from monitor.config.warnings import warnings_of
from monitor.errors import ConfigError
from monitor.model import Confirmation, Kind, Schedule, Source

T = TypeVar("T")
Raw = dict[str, Any]

# In a channel these may be, or hold, a secret: no message shows them.
_SECRETS = frozenset({"server", "username", "password", "secret", "url"})

_DEFAULT_EVERY = timedelta(minutes=30)


def read_config(path: Path, environ: Mapping[str, str]) -> Config:
    """What the file at `path` means, its variables taken from `environ`.

    ConfigError has every mistake at once, in the file's own order, each with the path of its key.
    """
    tree = read_tree(path)
    raw, unset = fill(tree.value, environ)
    top, at_top = check(TopShape, raw, ())
    channels, in_channels = _channels(raw)
    shapes, options, in_sources = _sources(raw)
    folder = path.absolute().parent
    between = [*_unknown_names(raw), *_former_names(raw), *_database_slips(raw, folder)]
    slips = [*tree.slips, *unset, *at_top, *in_channels, *in_sources, *between]
    if slips or top is None:
        raise ConfigError(str(path), in_order(slips, tree.lines))
    user_agent = _user_agent(top.contact)
    sources = tuple(
        _source(name, shape, options[name], top, user_agent) for name, shape in shapes.items()
    )
    return Config(
        file=path.absolute(),
        database=_database(top.database, folder),
        timezone=top.timezone,
        contact=top.contact or "",
        public_url=top.public_url or "",
        user_agent=user_agent,
        sources=sources,
        channels=channels,
        retention=Retention(fetches=top.retention.fetches),
        warnings=tuple(warnings_of(top.contact, sources, channels)),
    )


def _channels(raw: Raw) -> tuple[dict[str, ChannelSettings], list[Slip]]:
    channels: dict[str, ChannelSettings] = {}
    slips: list[Slip] = []
    for name, body in _each(raw, "channels"):
        place = ("channels", name)
        settings = _of(CHANNELS, body, "type")
        if settings is None:
            slips.append(_unknown(CHANNELS, body, "type", place))
            continue
        channel, found = check(settings, body, place, secret=_SECRETS)
        slips += found
        if channel:
            channels[name] = channel
    return channels, slips


def _sources(raw: Raw) -> tuple[dict[str, SourceShape], dict[str, BaseModel], list[Slip]]:
    """The sources' common keys, and their spiders' options."""
    shapes: dict[str, SourceShape] = {}
    options: dict[str, BaseModel] = {}
    slips: list[Slip] = []
    for name, body in _each(raw, "sources"):
        place = ("sources", name)
        common = {key: value for key, value in body.items() if key in SourceShape.model_fields}
        own = {key: value for key, value in body.items() if key not in SourceShape.model_fields}
        spider = _of(OPTIONS, body, "spider")
        if spider is None:
            slips.append(_unknown(OPTIONS, body, "spider", place))
        else:
            read, found = check(spider, own, place, also_known=SourceShape.model_fields)
            slips += found
            options |= {name: read} if read else {}
        shape, found = check(SourceShape, common, place)
        slips += found
        shapes |= {name: shape} if shape else {}
    return shapes, options, slips


def _each(raw: Raw, section: str) -> Iterator[tuple[str, Raw]]:
    """The entries of a section that have keys of their own; the others are mistakes already."""
    entries = raw.get(section)
    if isinstance(entries, dict):
        yield from ((name, body) for name, body in entries.items() if isinstance(body, dict))


def _of(table: Mapping[str, T], body: Raw, key: str) -> T | None:
    named = body.get(key)
    return table.get(named) if isinstance(named, str) else None


def _unknown(table: Mapping[str, object], body: Raw, key: str, place: tuple[str, ...]) -> Slip:
    """The mistake of a source without a known spider, or of a channel without a known type."""
    known = ", ".join(table)
    named = body.get(key)
    if key not in body:
        return Slip((*place, key), f"is missing; one of {known}")
    if not isinstance(named, str):
        return Slip((*place, key), f"expected one of {known}")
    return Slip((*place, key), _there_is_no(key, named, list(table)))


def _unknown_names(raw: Raw) -> Iterator[Slip]:
    """Channels and terms that are named and not there."""
    channels = _names(raw, "channels")
    terms = _names(raw, "terms")
    yield from _missing_from(channels, raw.get("notify"), ("notify",), "channel")
    for name, body in _each(raw, "sources"):
        place = ("sources", name)
        yield from _missing_from(channels, body.get("notify"), (*place, "notify"), "channel")
        yield from _missing_from(terms, body.get("terms"), (*place, "terms"), "term")


def _missing_from(
    known: list[str], named: Any, place: tuple[str, ...], noun: str
) -> Iterator[Slip]:
    if not isinstance(named, list):
        return
    for number, name in enumerate(named):
        if isinstance(name, str) and name not in known:
            yield Slip((*place, number), _there_is_no(noun, name, known))


def _there_is_no(noun: str, name: str, known: list[str]) -> str:
    if isinstance(name, Filled):
        return f"there is no such {noun}; known here: {', '.join(known)}"
    return f'there is no {noun} "{name}"{suggestion(name, known)}'


def _names(raw: Raw, section: str) -> list[str]:
    entries = raw.get(section)
    return list(entries) if isinstance(entries, dict) else []


def _former_names(raw: Raw) -> Iterator[Slip]:
    """`was` renames a source: the name must be free, and be taken over by one source only."""
    names = _names(raw, "sources")
    heirs: dict[str, str] = {}
    for name, body in _each(raw, "sources"):
        former = body.get("was")
        if not isinstance(former, str):
            continue
        place = ("sources", name, "was")
        if former == name:
            yield Slip(place, "is the source's own name; expected the name that it had before")
        elif former in names:
            yield Slip(place, f'the source "{former}" is still here; was is for a name given up')
        elif former in heirs:
            yield Slip(place, f'the source "{heirs[former]}" says that it was "{former}" already')
        heirs.setdefault(former, name)


def _database(name: str, folder: Path) -> Path:
    return folder / Path(name).expanduser()


def _database_slips(raw: Raw, folder: Path) -> Iterator[Slip]:
    """A mistyped path must not begin a new, empty history somewhere else."""
    name = raw.get("database")
    if not isinstance(name, str) or not name.strip():
        return
    file = _database(name.strip(), folder)
    if file.is_dir():
        yield Slip(("database",), "this is a folder; expected a file, such as docwatch.db")
    elif not file.parent.is_dir():
        yield Slip(("database",), f"there is no folder {file.parent}; make it, or mend the path")


def _source(
    name: str, shape: SourceShape, options: BaseModel, top: TopShape, user_agent: str
) -> Source:
    confirm = top.confirm.model_copy(update=shape.confirm.model_dump(exclude_unset=True))
    return Source(
        name=name,
        spider=shape.spider,
        # Without the defaults: a default that docwatch adds later leaves the options the same.
        options=options.model_dump(mode="json", exclude_defaults=True),
        schedule=_schedule(shape.own_schedule, top.schedule, top.timezone),
        delay=_or(shape.delay, top.delay),
        budget=_or(shape.budget, top.budget),
        notify=tuple(dict.fromkeys(_or(shape.notify, top.notify))),
        kinds=frozenset[Kind](_or(shape.kinds, top.kinds)),
        confirm=Confirmation(times=confirm.times, apart=confirm.apart),
        alarm_after=_or(shape.alarm_after, top.alarm_after),
        group_over=_or(shape.group_over, top.group_over),
        lost_share=_or(shape.lost_share, top.lost_share),
        terms=_terms(shape, top),
        user_agent=user_agent,
        enabled=shape.enabled,
        was=shape.was or "",
    )


def _or(own: T | None, default: T) -> T:
    """The source's own value, be it zero or empty; else the one from the top of the file."""
    return default if own is None else own


def _schedule(own: ScheduleShape, top: ScheduleShape, timezone: str) -> Schedule:
    turn = own if own.every or own.cron else top
    jitter = _or(own.jitter, top.jitter) or timedelta(0)
    if turn.cron:
        return Schedule(every=None, cron=turn.cron, jitter=jitter, timezone=timezone)
    every = turn.every or _DEFAULT_EVERY
    # A jitter for all is meant for their usual interval; a shorter one would drown in it.
    return Schedule(every=every, jitter=min(jitter, every), timezone=timezone)


def _terms(shape: SourceShape, top: TopShape) -> dict[str, tuple[str, ...]]:
    if isinstance(shape.terms, dict):
        chosen = shape.terms
    else:
        chosen = {name: top.terms[name] for name in _or(shape.terms, list(top.terms))}
    return {name: tuple(variants) for name, variants in chosen.items()}


def _user_agent(contact: str | None) -> str:
    try:
        version = metadata.version("docwatch")
    except metadata.PackageNotFoundError:
        version = "source"  # run from a checkout that was never installed
    return f"docwatch/{version} (+{contact})" if contact else f"docwatch/{version}"
