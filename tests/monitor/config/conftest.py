"""A config.yaml on disk, read by the real thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.config import Config, read_config
from monitor.errors import ConfigError

Read = Callable[..., Config]
Mistakes = Callable[..., list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str | bytes, **environ: str) -> Config:
        file = tmp_path / "config.yaml"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_config(file, environ)

    return read


@pytest.fixture
def mistakes(read: Read) -> Mistakes:
    """The mistakes of a text, as people read them."""

    def mistakes(text: str | bytes, **environ: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            read(text, **environ)
        return [str(mistake) for mistake in caught.value.mistakes]

    return mistakes
