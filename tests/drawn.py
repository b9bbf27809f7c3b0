"""Paper drawn for tests: printed words, tick boxes, ink, and what scanners, faxes and phones do."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from docflow import Box, Page, Word

DPI = 200
WIDTH, HEIGHT = 1700, 2200
CHANNELS = ("clean", "scan", "fax", "coarse_fax", "copy", "photo")


@dataclass
class Sheet:
    """A letter-size sheet to draw on, with the words that a perfect reader would see."""

    seed: int = 0
    words: list[Word] = field(default_factory=list)

    def __post_init__(self):
        self.image = Image.new("L", (WIDTH, HEIGHT), 255)
        self.pen = ImageDraw.Draw(self.image)
        self.random = random.Random(self.seed)

    def text(self, x, y, text, points=10, seen=True):
        """Print a line with its left end and baseline at (x, y); returns its right end."""
        font = ImageFont.load_default(points * DPI / 72)
        for part in text.split():
            self.pen.text((x, y), part, 20, font, anchor="ls")
            left, top, right, bottom = self.pen.textbbox((x, y), part, font, anchor="ls")
            if seen:
                box = Box(left / WIDTH, (top - 3) / HEIGHT, right / WIDTH, (bottom + 3) / HEIGHT)
                self.words.append(Word(part, box))
            x = right + font.getlength(" ")
        return x

    def rule(self, x, y, length, thick=2):
        """A printed line from (x, y) to the right."""
        self.pen.rectangle((x, y, x + length, y + thick - 1), 20)

    def box(self, x, y, size=24, style="empty"):
        """A tick box with its left top corner at (x, y), ticked in a style."""
        self.pen.rectangle((x, y, x + size, y + size), None, 20, 2)
        self.tick(x, y, size, style)

    def ring(self, x, y, size=24, style="empty"):
        """A radio button."""
        self.pen.ellipse((x, y, x + size, y + size), None, 20, 2)
        self.tick(x, y, size, style)

    def tick(self, x, y, size, style):
        """What a person does to a box."""

        def at(*points):
            jog = [self.random.uniform(-0.04, 0.04) for _ in range(2)]
            return [(x + (px + jog[0]) * size, y + (py + jog[1]) * size) for px, py in points]

        if style == "check":
            self.pen.line(at((0.18, 0.5), (0.42, 0.82), (0.85, 0.15)), 30, 3, "curve")
        elif style == "thin check":
            self.pen.line(at((0.2, 0.5), (0.4, 0.8), (0.8, 0.2)), 70, 2, "curve")
        elif style == "beyond":
            self.pen.line(at((0.0, 0.3), (0.45, 0.9), (1.5, -0.6)), 30, 4, "curve")
        elif style == "cross":
            self.pen.line(at((0.15, 0.15), (0.85, 0.85)), 30, 3)
            self.pen.line(at((0.85, 0.15), (0.15, 0.85)), 30, 3)
        elif style == "wild cross":
            self.pen.line(at((-0.2, -0.25), (1.25, 1.2)), 30, 4)
            self.pen.line(at((1.2, -0.2), (-0.25, 1.3)), 30, 4)
        elif style == "filled":
            self.pen.rectangle((x, y, x + size, y + size), 20)
        elif style == "dot":
            rim = 0.28 * size
            self.pen.ellipse((x + rim, y + rim, x + size - rim, y + size - rim), 20)
        elif style == "scribble":
            points = [(0.1 + 0.2 * (i // 2) / 2, 0.15 + 0.7 * (i % 2)) for i in range(9)]
            self.pen.line(at(*points), 40, 3, "curve")

    def hand(self, x, y, width, height, seed=0, thick=4):
        """A signature: one restless stroke from left to right, with its baseline at y."""
        hand = random.Random(seed)
        loops = hand.randint(5, 9)
        knots = [(x, y - 0.2 * height)]
        for i in range(loops):
            across = x + width * (i + 1) / (loops + 1)
            high = (0.9 if i == 0 or hand.random() < 0.3 else 0.45) * hand.uniform(0.7, 1.1)
            knots += [(across - 8, y - high * height), (across, y + 0.12 * height * hand.random())]
        knots.append((x + width, y - height * hand.uniform(0.1, 0.5)))
        stroke = _curve(knots)
        for (x0, y0), (x1, y1) in pairwise(stroke):
            wide = thick * (0.7 + 0.5 * abs(math.sin(math.atan2(y1 - y0, x1 - x0))))
            self.pen.line((x0, y0, x1, y1), 35, max(2, round(wide)))

    def stamp(self, x, y, rows, framed=True, tilt=0.0, points=12):
        """A rubber stamp with its left top corner at (x, y); the reader sees its words."""
        font = ImageFont.load_default(points * DPI / 72)
        width = max(font.getlength(row) for row in rows) + 30
        high = int(points * DPI / 72 * 1.3)
        patch = Image.new("L", (int(width), high * len(rows) + 20), 255)
        pen = ImageDraw.Draw(patch)
        for i, row in enumerate(rows):
            pen.text((15, 10 + i * high), row, 40, font)
        if framed:
            pen.rectangle((1, 1, patch.width - 3, patch.height - 3), None, 40, 4)
        turned = patch.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        place = (int(x), int(y), int(x) + turned.width, int(y) + turned.height)
        self.image.paste(Image.fromarray(np.minimum(turned, self.image.crop(place))), place)
        for i, row in enumerate(rows):
            line = Box(
                x + 15, y + 10 + i * high, x + 15 + font.getlength(row), y + 10 + i * high + high
            )
            self.words.append(Word(row, _scaled(line)))

    def page(self, folder: Path, channel: str = "clean", origin: str = "ocr") -> Page:
        """The sheet as a page that came in by a channel, set upright again."""
        grey, matrix = degraded(np.array(self.image), channel, self.seed)
        path = folder / f"{channel}-{self.seed}-{len(list(folder.iterdir()))}.png"
        cv2.imwrite(str(path), grey)
        words = tuple(Word(w.text, _moved(w.box, matrix), w.confidence) for w in self.words)
        return Page(1, 612.0, 792.0, words, image=path, origin=origin)


def _scaled(box: Box) -> Box:
    return Box(box.left / WIDTH, box.top / HEIGHT, box.right / WIDTH, box.bottom / HEIGHT)


def _curve(knots):
    """A smooth line through points (Catmull-Rom)."""
    points = [knots[0], *knots, knots[-1]]
    out = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        for i in range(12):
            t = i / 12
            out.append(
                tuple(
                    0.5
                    * (
                        2 * b[k]
                        + (c[k] - a[k]) * t
                        + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                        + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t**3
                    )
                    for k in (0, 1)
                )
            )
    return out


def _moved(box: Box, matrix) -> Box:
    corners = np.array([[x * WIDTH, y * HEIGHT, 1] for x in box[::2] for y in box[1::2]]) @ matrix.T
    across, down = corners[:, 0] / WIDTH, corners[:, 1] / HEIGHT
    return Box(*(float(v) for v in (across.min(), down.min(), across.max(), down.max())))


def degraded(grey, channel, seed=0):
    """What a channel leaves of a picture, and where it moves things (2 x 3, pixels)."""
    chance = np.random.default_rng(seed)
    angle = {"clean": 0.0, "photo": 0.8}.get(channel, 0.4) * (1 if seed % 2 else -1)
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1.0)
    if channel == "clean":
        return grey, matrix
    turned = cv2.warpAffine(grey, matrix, (WIDTH, HEIGHT), borderValue=255)
    soft = cv2.GaussianBlur(turned, (0, 0), 0.9).astype(float)
    noise = chance.normal(0, 7, soft.shape)
    if channel == "scan":
        return np.clip(soft * 0.93 + noise, 0, 255).astype(np.uint8), matrix
    if channel == "photo":
        shade = np.linspace(0.55, 0.95, WIDTH)[None, :] * np.linspace(1.0, 0.8, HEIGHT)[:, None]
        return np.clip(soft * shade + noise, 0, 255).astype(np.uint8), matrix
    if channel == "coarse_fax":
        low = cv2.resize(soft, (WIDTH, HEIGHT // 2), interpolation=cv2.INTER_AREA)
        low = np.where(low + chance.normal(0, 12, low.shape) < 150, 0, 255).astype(np.uint8)
        low[chance.random(low.shape) < 0.0006] = 0
        return cv2.resize(low, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), matrix
    dark = np.where(soft + noise < 160, 0, 255).astype(np.uint8)
    dark[chance.random(dark.shape) < 0.0003] = 0
    if channel == "copy":
        again = cv2.GaussianBlur(cv2.erode(dark, np.ones((2, 2), np.uint8)), (0, 0), 1.0)
        dark = np.where(again + chance.normal(0, 25, dark.shape) < 140, 0, 255).astype(np.uint8)
    return dark, matrix
