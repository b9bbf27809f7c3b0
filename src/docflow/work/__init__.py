"""Dispatch: worker processes with limits, and the loop that moves documents through them."""

from docflow.work.attending import Event, attend
from docflow.work.jobs import Ended, Item, Job, Stopped
from docflow.work.pool import Pool
from docflow.work.taking import take_all

__all__ = ["Ended", "Event", "Item", "Job", "Pool", "Stopped", "attend", "take_all"]
