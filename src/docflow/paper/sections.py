"""Whose part of the page a label stands in: the patient's, the prescriber's, the recipient's ..."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docflow.model import Box
from docflow.paper.labels import Label
from docflow.paper.lines import Line

PEOPLE = frozenset(
    "patient holder sender provider recipient adjuster attorney employer pcp supervisor contact "
    "office payer organization".split()
)
_GENERIC = frozenset(
    "provider|provider name|practitioner|practitioner name|clinician|name of provider|clinic|"
    "clinic name|practice|practice name|facility name|office|office phone|office fax|physician|"
    "doctor|department|dept|organization|provider phone|provider fax|provider npi|office telephone|"
    "clinic phone|clinic fax|hospital|group name practice".split("|")
)
"""Labels that mean the prescriber unless a heading says that the part is another's."""
_SOMEBODY = frozenset({"name", "full name", "last name first name", "last first mi"})
"""On a referral a bare "Name" outside every part is the patient's."""
_BY_ROW = frozenset({"payer", "claim"})
"""Nouns whose telephone, if one stands in their row, is the payer's."""


def owners(labels: Sequence[Label], lines: Sequence[Line]) -> dict[int, str]:
    """The role of each label by its index: its own, its row's, or its section's; "" if unknown."""
    boxes = [label.box for label in labels]
    order = sorted(range(len(labels)), key=lambda i: (round(boxes[i].top, 2), boxes[i].left))
    alone = [_alone(label, box, lines) for label, box in zip(labels, boxes, strict=True)]
    roles: dict[int, str] = {}
    for i in order:
        roles[i] = _role(i, labels, boxes, alone, roles)
    return roles


def _role(
    i: int,
    labels: Sequence[Label],
    boxes: Sequence[Box],
    alone: Sequence[bool],
    roles: dict[int, str],
) -> str:
    label = labels[i]
    if label.role and label.phrase not in _GENERIC:
        return label.role
    if label.role:
        above = _over(i, labels, boxes, alone, roles)
        headed = above is not None and _headed(above, labels, alone, roles)
        return roles[above] if above is not None and headed else label.role
    left = _left(i, labels, boxes, roles)
    if left is not None and labels[left].noun != label.noun:
        if roles[left] in PEOPLE:
            return roles[left]
        if labels[left].noun in _BY_ROW and label.noun in ("phone", "fax", "phone_fax"):
            return "payer"
    above = _over(i, labels, boxes, alone, roles)
    if above is None:
        return "patient" if label.noun == "name" and label.phrase in _SOMEBODY else ""
    return roles[above]


def _headed(
    above: int, labels: Sequence[Label], alone: Sequence[bool], roles: Mapping[int, str]
) -> bool:
    """Whether the part above belongs to the recipient by a heading over the whole part."""
    role = roles[above]
    own = [j for j in roles if labels[j].role == role and alone[j]]
    return role in ("recipient", "pcp", "supervisor", "office", "employer") and bool(own)


def _left(
    i: int, labels: Sequence[Label], boxes: Sequence[Box], roles: dict[int, str]
) -> int | None:
    """The nearest label before this one on its row."""
    box = boxes[i]
    row = [
        j
        for j in roles
        if boxes[j].left < box.left and _row(boxes[j], box) and labels[j].noun != "heading"
    ]
    return max(row, key=lambda j: boxes[j].left, default=None)


def _row(a: Box, b: Box) -> bool:
    return abs(a.middle[1] - b.middle[1]) < 0.5 * max(a.height, b.height)


def _over(
    i: int,
    labels: Sequence[Label],
    boxes: Sequence[Box],
    alone: Sequence[bool],
    roles: dict[int, str],
) -> int | None:
    """The nearest label above that speaks for a person and whose part reaches to this place."""
    box, start = boxes[i], labels[i].line.box.left
    over = [
        j
        for j, role in roles.items()
        if role in PEOPLE
        and boxes[j].middle[1] < box.top
        and (alone[j] or abs(boxes[j].left - box.left) < 0.03 or abs(boxes[j].left - start) < 0.03)
    ]
    return max(over, key=lambda j: (boxes[j].top, boxes[j].left), default=None)


def _alone(label: Label, box: Box, lines: Sequence[Line]) -> bool:
    """Whether nothing else stands on the label's row, as with a heading over the whole page."""
    return label.alone and not any(line is not label.line and _row(line.box, box) for line in lines)
