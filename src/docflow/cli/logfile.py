"""The log of a workspace: what happened when, by ids only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "docflow.log"
BYTES = 2_000_000
OLDER = 5


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """Write docflow's own messages into the folder's log for a while."""
    handler = RotatingFileHandler(
        folder / NAME, maxBytes=BYTES, backupCount=OLDER, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(process)d %(message)s"))
    logger = logging.getLogger("docflow")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()
