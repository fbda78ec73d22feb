"""The lock: one docwatch at work on one database.

The kernel lets go of it when the process dies, however it dies.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from monitor.errors import BusyError, StoreError


class Lock:
    """Held from `acquire` to `release`, or to the process's end.

    Raises:
        BusyError: another process holds it; the message names that process.
        StoreError: the lock file cannot be written.
    """

    def __init__(self, database: Path):
        self._path = database.with_name(database.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> "Lock":
        """Take the lock or say who has it."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"{self._path}: cannot be written ({error.strerror}); may this user write there?"
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(file, 100).decode(errors="replace").strip()
            os.close(file)
            raise BusyError(
                f"another docwatch ({holder or 'process unknown'}) is at work on this database; "
                "stop it first, or let it do the work (docwatch check asks it)"
            ) from error
        try:
            os.ftruncate(file, 0)
            os.write(file, f"process {os.getpid()}\n".encode())
        except OSError as error:
            os.close(file)
            raise StoreError(f"{self._path}: cannot be written ({error.strerror})") from error
        self._file = file
        return self

    def release(self) -> None:
        """Let go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> "Lock":
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
