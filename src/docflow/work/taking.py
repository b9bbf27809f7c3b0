"""Taking many files at once without storing anything."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from docflow.errors import UnreadableError
from docflow.model import Taken
from docflow.settings import Settings
from docflow.work.jobs import Ended, Item, Job, News, Stopped
from docflow.work.pool import TICK, Pool
from docflow.work.tasks import take_file

Parts = list[tuple[tuple[str, ...], Taken | UnreadableError]]


def take_all(
    paths: Iterable[Path], settings: Settings, received: date | Callable[[Path], date]
) -> Iterator[tuple[Path, tuple[str, ...], Taken | UnreadableError]]:
    """What each file says, and each file packed in it, in the order of the paths.

    `received` is the day on which all of them came, or tells it of each. The names lead to a
    packed file; `()` is the file itself. Words and pictures of the pages are
    not part of the answer. Every file has the limits of `[reading]`; one that breaks them, or
    the worker, is answered with the reason.
    """
    waiting = deque(enumerate(paths))
    done: dict[int, tuple[Path, Parts]] = {}
    parts: dict[str, Parts] = {}
    turn = 0
    with (
        tempfile.TemporaryDirectory(prefix="docflow-", ignore_cleanup_errors=True) as folder,
        Pool(settings) as pool,
    ):
        while waiting or parts or done:
            while waiting and pool.free:
                number, path = waiting.popleft()
                parts[str(number)] = []
                day = received(path) if callable(received) else received
                pool.start(_job(number, path, Path(folder), day))
            for news in pool.news(TICK):
                _follow(news, parts, done, pool)
            while turn in done:
                path, answers = done.pop(turn)
                yield from ((path, names, taken) for names, taken in answers)
                turn += 1


def _job(number: int, path: Path, folder: Path, received: date) -> Job:
    room = folder / str(number)
    room.mkdir()
    return Job(str(number), take_file, (path, room, received))


def _follow(
    news: News, parts: dict[str, Parts], done: dict[int, tuple[Path, Parts]], pool: Pool
) -> None:
    key, path = news.job.key, news.job.args[0]
    match news:
        case Item(value=value):
            parts[key].append(value)
        case Ended():
            done[int(key)] = (path, parts.pop(key))
        case Stopped():
            again = news.again()
            if again:
                parts[key].clear()
                pool.start(_in_a_fresh_room(again))
            else:
                last = ((), UnreadableError(news.reason))
                done[int(key)] = (path, [*parts.pop(key), last])


def _in_a_fresh_room(job: Job) -> Job:
    path, room, received = job.args
    fresh = room.with_name(f"{room.name}-{len(job.absent)}")
    fresh.mkdir()
    return replace(job, args=(path, fresh, received))
