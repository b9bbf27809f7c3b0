"""Order forms drawn for tests: where a signature belongs, and what people put there."""

from __future__ import annotations

from datetime import date

from docflow import Box, Document, Page, Word
from drawn import Sheet
from readers import plugin

SURE = 0.97
NAME = "Olga Novak, MD"
SIGNED = ("true", "handwritten", True)
ELECTRONIC = ("true", "electronic", True)
EMPTY = ("false", "none", True)
"""What `said` tells of a place: signed or not, how, and that it is sure."""


def _under_line(sheet, fill):
    fill(sheet, 220, 1400)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1428, "Physician signature", 8)
    sheet.text(1000, 1390, "11/02/2026")
    sheet.rule(980, 1400, 300)
    sheet.text(985, 1428, "Date", 8)
    sheet.hand(220, 1650, 380, 90, seed=77)
    sheet.rule(200, 1650, 700)
    sheet.text(205, 1678, "Patient / guardian signature", 8)
    sheet.text(1000, 1640, "10/20/2026")
    sheet.rule(980, 1650, 300)
    sheet.text(985, 1678, "Date", 8)


def _over_line(sheet, fill):
    sheet.text(200, 1300, "Practitioner signature", 9)
    sheet.text(1000, 1300, "Date signed", 9)
    fill(sheet, 220, 1420)
    sheet.rule(200, 1425, 700)
    sheet.text(1000, 1415, "11/02/2026")
    sheet.rule(980, 1425, 300)


def _on_line(sheet, fill):
    end = int(sheet.text(200, 1400, "Provider signature:"))
    fill(sheet, end + 30, 1398)
    sheet.rule(end + 10, 1402, 650)
    end = int(sheet.text(end + 690, 1400, "Date:"))
    sheet.text(end + 20, 1396, "11/02/2026")
    sheet.rule(end + 10, 1402, 260)
    end = int(sheet.text(200, 1550, "Patient signature:"))
    sheet.hand(end + 30, 1548, 300, 80, seed=78)
    sheet.rule(end + 10, 1552, 650)


def _x_line(sheet, fill):
    sheet.text(200, 1400, "X")
    fill(sheet, 250, 1398)
    sheet.rule(225, 1402, 700)
    sheet.text(225, 1432, "Prescriber's signature", 8)
    sheet.text(1000, 1400, "Date 11/02/2026")


def _closing(sheet, fill):
    sheet.text(200, 1000, "Thank you for seeing this patient for massage therapy twice a week.")
    sheet.text(200, 1100, "With kind regards,")
    fill(sheet, 230, 1230)
    sheet.text(200, 1290, NAME)
    sheet.text(200, 1325, "NPI 1234567893", 9)


def _cell(sheet, fill):
    sheet.pen.rectangle((150, 1200, 1550, 1350), None, 20, 3)
    sheet.pen.line((1100, 1200, 1100, 1350), 20, 3)
    sheet.text(160, 1224, "34. Signature of treating provider", 7)
    fill(sheet, 200, 1335)
    sheet.text(1110, 1224, "35. Date signed", 7)
    sheet.text(1120, 1290, "11/02/2026")
    sheet.pen.rectangle((150, 1350, 1550, 1480), None, 20, 3)
    sheet.text(160, 1374, "36. Worker's signature", 7)
    sheet.hand(200, 1465, 300, 70, seed=79)


def _pair(sheet, fill):
    sheet.rule(200, 1400, 600)
    sheet.text(205, 1426, "Substitution permitted", 8)
    fill(sheet, 220, 1560)
    sheet.rule(200, 1560, 600)
    sheet.text(205, 1586, "Dispense as written", 8)


def _name_under(sheet, fill):
    fill(sheet, 220, 1400)
    sheet.rule(200, 1400, 700)
    sheet.text(205, 1430, NAME + " NPI 1234567893", 9)
    sheet.rule(980, 1400, 300)
    sheet.text(1000, 1392, "11/02/2026")
    sheet.text(985, 1428, "Date", 8)


def _two_columns(sheet, fill):
    sheet.hand(170, 1400, 300, 80, seed=80)
    sheet.rule(150, 1400, 600)
    sheet.text(155, 1428, "Patient signature", 8)
    fill(sheet, 870, 1400)
    sheet.rule(850, 1400, 650)
    sheet.text(855, 1428, "Referring provider signature", 8)


def _authorized(sheet, fill):
    end = int(sheet.text(200, 1400, "Authorized by"))
    fill(sheet, end + 30, 1398)
    sheet.rule(end + 10, 1402, 700)
    sheet.text(200, 1480, "Therapist signature")
    sheet.hand(480, 1478, 250, 70, seed=81)
    sheet.rule(470, 1482, 600)


def _boxed(sheet, fill):
    sheet.text(200, 1240, "PHYSICIAN SIGNATURE", 9)
    sheet.pen.rectangle((200, 1255, 900, 1380), None, 20, 2)
    fill(sheet, 230, 1365)
    sheet.text(950, 1320, "Date: 11/02/2026")


FORMS = {
    "under line": _under_line,
    "over line": _over_line,
    "on line": _on_line,
    "x line": _x_line,
    "closing": _closing,
    "cell": _cell,
    "pair": _pair,
    "name under": _name_under,
    "two columns": _two_columns,
    "authorized": _authorized,
    "boxed": _boxed,
}


def nothing(sheet, x, y):
    """Nobody signed."""


def hand(sheet, x, y):
    """A signature by hand; the seed of the sheet chooses the writer."""
    width, thick = 280 + 60 * (sheet.seed % 4), 3 + sheet.seed % 3
    sheet.hand(x, y - 5, width, 85, seed=sheet.seed, thick=thick)


def framed(sheet, x, y):
    """A rubber stamp with a frame, a little askew."""
    sheet.stamp(x, y - 105, ("OLGA NOVAK, MD", "Harbor Pain Clinic"), True, sheet.seed % 9 - 4, 11)


def unframed(sheet, x, y):
    """A rubber stamp without a frame."""
    sheet.stamp(x, y - 95, ("OLGA NOVAK, MD", "Harbor Pain Clinic"), False, sheet.seed % 7 - 3, 11)


def typed(sheet, x, y):
    """A name by keyboard is no signature."""
    sheet.text(x, y - 12, NAME, 10)


def electronic(sheet, x, y):
    """A statement of a records system."""
    sheet.text(x, y - 45, "Electronically signed by " + NAME, 8)
    sheet.text(x, y - 15, "on 11/02/2026 at 14:20", 8)


def stamped_and_signed(sheet, x, y):
    """A stamp with a signature over it."""
    framed(sheet, x, y)
    sheet.hand(x + 60, y + 5, 420, 110, seed=sheet.seed, thick=4)


FILLS = {
    "none": nothing,
    "handwritten": hand,
    "stamp": framed,
    "plain stamp": unframed,
    "typed": typed,
    "electronic": electronic,
    "both": stamped_and_signed,
}


def order(form, fill, seed=0):
    """An order on one sheet with a signature place of some form, filled in some way."""
    sheet = Sheet(seed)
    sheet.text(200, 200, "Harbor Pain Clinic", 14)
    sheet.text(200, 300, "REFERRAL FOR MASSAGE THERAPY", 12)
    sheet.text(200, 400, "Patient name: Peter Stone   Date of birth: 03/04/1970")
    sheet.text(200, 460, "Diagnosis: M54.50 low back pain")
    sheet.text(200, 520, "Treatment: massage 97124, 2 times a week for 6 weeks")
    FORMS[form](sheet, FILLS[fill])
    return sheet


def read(*pages):
    """What the plugin says: the best reading of each field, and all dates."""
    extract = plugin("signature").docflow_extract
    readings = extract(Document("paper", "paper", pages, date(2026, 11, 20)), {})
    best = {}
    for reading in sorted(readings, key=lambda r: r.confidence):
        best[reading.field] = reading
    return best, {r.value for r in readings if r.field == "signature.date"}


def said(best):
    """Present and kind, and whether they are sure."""
    present = best.get("signature.present")
    if present is None:
        return None
    return present.value, best["signature.kind"].value, present.confidence >= SURE


def text_page(*rows):
    """A page without a picture, as a records system sends it."""
    words = []
    for i, row in enumerate(rows):
        x = 0.1
        for part in row.split():
            words.append(
                Word(part, Box(x, 0.1 + 0.03 * i, x + 0.011 * len(part), 0.115 + 0.03 * i))
            )
            x += 0.011 * (len(part) + 1)
    return Page(1, 612.0, 792.0, tuple(words), origin="text")
