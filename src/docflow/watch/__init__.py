"""The inbox: which files have arrived whole, and how they leave it again."""

from docflow.watch.arriving import Arrival, arrivals
from docflow.watch.leaving import restore, set_aside, take_out
from docflow.watch.whole import whole

__all__ = ["Arrival", "arrivals", "restore", "set_aside", "take_out", "whole"]
