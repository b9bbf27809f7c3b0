"""A letter that docflow can write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its name, what it is called at the desk, and its Word template.

    `template` is a file name; the host looks it up in the workspace's `templates/`, then in
    docflow's own. The template is the specification: what it prints it needs, less `optional`.
    `kinds` are the kinds of case it is for. `always`: it may be written whatever blocks the case
    (a request for what is missing is written because something is).
    """

    name: str
    title: str
    template: str
    kinds: tuple[str, ...] = ("referral",)
    optional: frozenset[str] = frozenset()
    always: bool = False
