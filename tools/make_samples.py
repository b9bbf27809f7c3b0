#!/usr/bin/env python3
"""Makes docflow's sample paper: `python tools/make_samples.py [FOLDER]` (needs the dev extra).

Every person, office, plan and number is invented. The same paper comes out every time.
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import inch
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

SANS, BOLD, SERIF, SERIF_BOLD = "Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold"
HEIGHT = letter[1]


def paper(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF of the pages, the same bytes every time."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def put(canvas: Canvas, x: float, y: float, text: str, font: str = SANS, size: float = 10) -> None:
    """Text at inches from the left and from the top."""
    canvas.setFont(font, size)
    canvas.drawString(x * inch, HEIGHT - y * inch, text)


def prose(canvas: Canvas, x: float, y: float, width: float, text: str, size: float = 10.5) -> float:
    """Lines of a paragraph in a serif font; gives where the next one may begin."""
    for line in simpleSplit(text, SERIF, size, width * inch):
        put(canvas, x, y, line, SERIF, size)
        y += size * 1.35 / 72
    return y + 0.11


def line(canvas: Canvas, x: float, y: float, to: float, width: float = 0.6) -> None:
    """A level line."""
    canvas.setLineWidth(width)
    canvas.line(x * inch, HEIGHT - y * inch, to * inch, HEIGHT - y * inch)


def frame(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """An empty box."""
    canvas.setLineWidth(0.7)
    canvas.rect(x * inch, HEIGHT - (y + height) * inch, width * inch, height * inch)


def scribble(canvas: Canvas, x: float, y: float, width: float, seed: int) -> None:
    """A signature by hand: loops that lean to the right."""
    chance = random.Random(seed)
    path = canvas.beginPath()
    path.moveTo(x * inch, HEIGHT - y * inch)
    steps = 9
    for step in range(steps):
        tall = step in (0, 4)
        left = (x + width * step / steps) * inch
        right = (x + width * (step + 1.2) / steps) * inch
        up = (
            HEIGHT
            - (y - chance.uniform(0.45, 0.6) if tall else y - chance.uniform(0.06, 0.2)) * inch
        )
        down = HEIGHT - (y + chance.uniform(0.0, 0.07)) * inch
        path.curveTo(left + (30 if tall else 12), up, right - (26 if tall else 4), up, right, down)
    path.curveTo(
        (x + width) * inch,
        HEIGHT - (y + 0.3) * inch,
        (x + width / 2) * inch,
        HEIGHT - (y + 0.25) * inch,
        (x + width * 1.25) * inch,
        HEIGHT - (y - 0.05) * inch,
    )
    canvas.setLineWidth(1.3)
    canvas.setLineCap(1)
    canvas.drawPath(path)


def referral(canvas: Canvas) -> None:
    """A complete order, printed from a clinic's record system and signed electronically."""
    canvas.setFillGray(0.12)
    put(canvas, 0.8, 0.9, "Harbor Hill Family Medicine", BOLD, 17)
    put(canvas, 0.8, 1.12, "1180 Alder Avenue SE, Olympia, WA 98501", SANS, 9)
    put(canvas, 0.8, 1.28, "Phone: (360) 555-0118    Fax: (360) 555-0119", SANS, 9)
    line(canvas, 0.8, 1.4, 7.7, 1.5)
    put(canvas, 0.8, 1.75, "Referral for massage therapy", BOLD, 13)
    rows = [
        ("Patient name:", "Teresa Okafor", "Date of birth:", "06/02/1979"),
        ("Phone:", "(360) 555-0177", "Insurance:", "Premera Blue Cross"),
        ("Member ID:", "PBC773419025", "Date of order:", "10/12/2026"),
    ]
    for number, (label, value, label2, value2) in enumerate(rows):
        y = 2.15 + number * 0.27
        put(canvas, 0.8, y, label, BOLD, 9.5)
        put(canvas, 2.0, y, value)
        put(canvas, 4.5, y, label2, BOLD, 9.5)
        put(canvas, 5.8, y, value2)
    line(canvas, 0.8, 3.0, 7.7)
    orders = [
        ("Diagnosis:", "M54.2 Cervicalgia"),
        ("", "M62.838 Other muscle spasm"),
        ("Procedures:", "97124, 97140"),
        ("Region:", "Neck and upper back"),
        ("Frequency:", "2 times per week"),
        ("Duration:", "6 weeks"),
        ("Total visits:", "12"),
        ("Session length:", "60 minutes"),
        ("Goals:", "Neck Disability Index from 34 to 16; turn head to drive without pain"),
        ("Precautions:", "Takes a blood thinner; no deep pressure at the front of the neck"),
    ]
    for number, (label, value) in enumerate(orders):
        put(canvas, 0.8, 3.35 + number * 0.3, label, BOLD, 9.5)
        put(canvas, 2.2, 3.35 + number * 0.3, value)
    line(canvas, 0.8, 6.5, 7.7)
    put(canvas, 0.8, 6.85, "Prescriber:", BOLD, 9.5)
    put(canvas, 2.2, 6.85, "Maya Lindqvist, MD")
    put(canvas, 0.8, 7.15, "NPI:", BOLD, 9.5)
    put(canvas, 2.2, 7.15, npi("134567201"))
    put(canvas, 0.8, 7.6, "Electronically signed by Maya Lindqvist, MD on 10/12/2026 at 9:42 AM")


def cover(canvas: Canvas) -> None:
    """The first sheet of a fax."""
    fax_line(canvas, 1)
    put(canvas, 1, 1.5, "FAX", BOLD, 40)
    rows = [
        ("To", "Cedar Grove Massage & Physical Therapy"),
        ("Fax", "(360) 555-0143"),
        ("From", "Dale Whitcomb, DC - Deschutes Spine Center"),
        ("Phone", "(360) 555-0164"),
        ("Pages", "2 with this one"),
        ("About", "New patient order"),
    ]
    for number, (label, value) in enumerate(rows):
        y = 2.4 + number * 0.5
        put(canvas, 1, y, label, BOLD, 12)
        put(canvas, 2.2, y, value, SANS, 12)
        line(canvas, 1, y + 0.12, 7.5)
    put(canvas, 1, 6.2, "Please call us with the first appointment. Thank you!", SERIF, 13)


def fax_order(canvas: Canvas) -> None:
    """An order that lacks its frequency and its signature, with a code that is not billable."""
    fax_line(canvas, 2)
    put(canvas, 2.4, 1.0, "DESCHUTES SPINE CENTER", SERIF_BOLD, 17)
    put(canvas, 2.2, 1.22, "402 Mill Street, Tumwater, WA 98512", SERIF, 11)
    put(canvas, 1.9, 1.42, "Phone (360) 555-0164     Fax (360) 555-0165", SERIF, 11)
    put(canvas, 2.5, 1.85, "ORDER FOR MASSAGE THERAPY", BOLD, 13)
    boxes = [
        (0.8, 2.1, 3.6, "Patient", "Marcus Delacroix"),
        (4.4, 2.1, 3.3, "DOB", "09/21/1968"),
        (0.8, 2.6, 3.6, "Insurance", "Regence BlueShield"),
        (4.4, 2.6, 3.3, "Member ID", "ZRW40118276"),
        (0.8, 3.1, 3.6, "Order date", "11/09/2026"),
        (4.4, 3.1, 3.3, "Patient phone", "(360) 555-0190"),
        (0.8, 3.6, 6.9, "Diagnosis (ICD-10)", "M54.5  Low back pain"),
        (0.8, 4.1, 6.9, "Treatment", "97124 massage therapy, low back"),
        (0.8, 4.6, 3.6, "Frequency", ""),
        (4.4, 4.6, 3.3, "Duration", "8 weeks"),
        (0.8, 5.1, 6.9, "Precautions", "None"),
    ]
    for x, y, width, label, value in boxes:
        frame(canvas, x, y, width, 0.5)
        put(canvas, x + 0.07, y + 0.15, label, SANS, 8)
        put(canvas, x + 0.2, y + 0.39, value, BOLD, 12)
    put(canvas, 0.8, 6.1, "Dale Whitcomb, DC", SANS, 12)
    put(canvas, 4.4, 6.1, f"NPI {npi('112233440')}", SANS, 12)
    line(canvas, 0.8, 7.0, 4.6, 1)
    line(canvas, 5.0, 7.0, 7.7, 1)
    put(canvas, 0.8, 7.17, "Physician signature", SANS, 9)
    put(canvas, 5.0, 7.17, "Date", SANS, 9)


def fax_line(canvas: Canvas, page: int) -> None:
    """What the sending machine prints at the top."""
    text = f"11/09/2026 14:07   FROM: DESCHUTES SPINE 3605550165   TO: 3605550143   P.{page:03}/002"
    put(canvas, 0.5, 0.35, text, "Courier", 9)


def pad(canvas: Canvas) -> None:
    """A prescription slip with a signature by hand."""
    frame(canvas, 0.9, 0.9, 6.7, 8.6)
    put(canvas, 2.05, 1.5, "Naomi Brightwater, ND", SERIF_BOLD, 22)
    put(canvas, 2.35, 1.82, "Nisqually Natural Health Clinic", SERIF, 15)
    put(canvas, 1.75, 2.1, "77 Bay Road NE, Lacey, WA 98516 - Tel. (360) 555-0152", SERIF, 12.5)
    put(canvas, 2.75, 2.37, f"Fax (360) 555-0153   NPI {npi('150482736')}", SERIF, 12.5)
    line(canvas, 1.2, 2.55, 7.3, 1.2)
    fields = [
        (3.05, "Name", "Priya Ramanathan"),
        (3.55, "DOB", "04/17/1991"),
        (4.05, "Date", "11/12/2026"),
    ]
    for y, label, value in fields:
        put(canvas, 1.2, y, label, SERIF, 13)
        put(canvas, 2.2, y, value, SANS, 14)
        line(canvas, 2.1, y + 0.07, 7.2)
    put(canvas, 1.2, 4.85, "Rx", SERIF_BOLD, 34)
    script = [
        "Massage therapy, 60 minutes",
        "1x/week x 10 weeks (10 visits)",
        "Dx: M79.7 Fibromyalgia",
        "CPT 97124",
        "Goal: sleep 6 hours without waking from pain",
    ]
    for number, text in enumerate(script):
        put(canvas, 1.6, 5.35 + number * 0.42, text, SANS, 15)
    scribble(canvas, 3.5, 8.6, 2.4, 7)
    line(canvas, 3.2, 8.75, 7.2, 1)
    put(canvas, 3.2, 8.95, "Signature of the provider", SERIF, 11)


def denial(canvas: Canvas) -> None:
    """A plan's refusal of the visits that the first referral ordered."""
    put(canvas, 1, 1.0, "Premera Blue Cross", BOLD, 15)
    put(canvas, 1, 1.22, "Member Appeals, P.O. Box 91102, Seattle, WA 98111", SANS, 9)
    y = 1.8
    put(canvas, 1, y, "November 13, 2026", SERIF, 10.5)
    facts = [
        "Member: Teresa Okafor",
        "Member ID: PBC773419025",
        "Claim number: 2026-1102-55871",
        "Provider: Cedar Grove Massage & Physical Therapy",
        "Dates of service: 10/19/2026, 10/22/2026, 10/26/2026",
        "Procedure: 97124",
        "Amount not paid: $312.00",
    ]
    for number, text in enumerate(facts):
        put(canvas, 1, y + 0.35 + number * 0.19, text, SERIF, 10.5)
    y = prose(canvas, 1, 3.75, 6.5, "Dear Provider:")
    for text in (
        "We have reviewed the claim above and cannot pay it. Based on the records that we have, "
        "the massage therapy was not medically necessary for the member’s condition "
        "(CO-50).",
        "What you can do: if you disagree, you may file an appeal within 180 days of the date of "
        "this letter. Send it with the treatment records and any letter of the prescriber to the "
        "address above, or by fax to (800) 555-0136.",
        "You may ask us for the clinical criteria and for a copy of the claim file, free of "
        "charge.",
        "Sincerely,",
    ):
        y = prose(canvas, 1, y, 6.5, text)
    put(canvas, 1, y + 0.3, "Utilization Review", SERIF, 10.5)


def npi(nine: str) -> str:
    """An NPI with its check digit (Luhn over the prefix 80840)."""
    digits = [int(d) for d in "80840" + nine]
    doubled = [d * 2 - 9 if d > 4 else d * 2 for d in digits[::-2]]
    return nine + str(-(sum(doubled) + sum(digits[-2::-2])) % 10)


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def faxed(pdf: bytes) -> bytes:
    """Fine fax: 204 x 196 dots an inch, black and white, a little askew, with line noise."""
    chance = np.random.default_rng(11)
    sheets = []
    for number, picture in enumerate(pictures(pdf, 300)):
        turned = picture.rotate(0.6 - number, Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned.resize((1728, 2156), Image.Resampling.LANCZOS), dtype=float)
        grey += chance.normal(0, 26, grey.shape)
        specks = chance.random(grey.shape)
        grey[specks < 0.0002] = 0
        grey[2090 + number : 2092 + number, 300:900] = 0
        sheets.append(Image.fromarray((grey > 140).astype(np.uint8) * 255).convert("1"))
    out = io.BytesIO()
    sheets[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=sheets[1:],
        compression="group4",
        dpi=(204, 196),
    )
    return out.getvalue()


def photographed(pdf: bytes) -> bytes:
    """A sheet on a table, taken by hand with a phone: perspective, shadow, a little blur."""
    chance = np.random.default_rng(23)
    sheet = np.asarray(pictures(pdf, 170)[0])
    height, width = 2100, 1580
    corners = np.float32([[0, 0], [sheet.shape[1], 0], sheet.shape[1::-1], [0, sheet.shape[0]]])
    seen = np.float32([[125, 150], [1490, 95], [1540, 1960], [60, 1995]])
    bend = cv2.getPerspectiveTransform(corners, seen)
    lit = cv2.warpPerspective(sheet, bend, (width, height), borderValue=0)
    on_sheet = cv2.warpPerspective(np.full_like(sheet, 255), bend, (width, height)) / 255.0
    grain = cv2.GaussianBlur(chance.normal(0, 30, (height, width)), (0, 0), 1.2)
    table = 92 + 14 * np.sin(np.linspace(0, 60, height))[:, None] + grain
    grey = lit * on_sheet + table * (1 - on_sheet)
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    grey *= 1 - 0.38 / (1 + np.exp(-(x + 0.8 * y - 1.25) * 14))
    colour = cv2.GaussianBlur(np.dstack([grey * 1.0, grey * 0.97, grey * 0.9]), (0, 0), 0.8)
    colour += chance.normal(0, 3, colour.shape)
    out = io.BytesIO()
    photo = Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))
    photo.save(out, "JPEG", quality=72, dpi=(72, 72))
    return out.getvalue()


def main() -> None:
    """Write the sample paper into the folder that is named, by default `samples/`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "samples")
    folder.mkdir(parents=True, exist_ok=True)
    sheets: dict[str, Any] = {
        "1-referral.pdf": paper(referral),
        "2-fax-with-gaps.tif": faxed(paper(cover, fax_order)),
        "3-phone-photo.jpg": photographed(paper(pad)),
        "4-denial.pdf": paper(denial),
    }
    for name, data in sheets.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
