"""The inbox: which files have arrived whole, and how they leave it again."""

from docflow.watch.arriving import Arrival, Rhythm, arrivals
from docflow.watch.leaving import lay_aside, restore, say_its_name, set_aside, take_out
from docflow.watch.whole import whole

__all__ = [
    "Arrival",
    "Rhythm",
    "arrivals",
    "lay_aside",
    "restore",
    "say_its_name",
    "set_aside",
    "take_out",
    "whole",
]
