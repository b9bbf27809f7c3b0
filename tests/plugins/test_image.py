"""Pictures of every kind that scanners, faxes and phones write."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin
from pillow_heif import register_heif_opener

from docflow import UnreadableError
from readers import letter, read, saved

register_heif_opener()


def shades(page):
    with Image.open(page.image) as image:
        return np.array(image)


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.png", "a.webp", "a.bmp", "a.gif", "a.heic", "a.tif", "a.jp2"]
)
def test_each_kind_is_one_page_of_letter_size(tmp_path, name):
    (page,) = read("image", saved(letter(), tmp_path / name))
    assert (round(page.width), round(page.height)) == (612, 792)
    assert page.origin == "none" and not page.words
    assert shades(page).mean() > 200


def test_a_kind_is_known_by_its_bytes_not_its_name(tmp_path):
    path = saved(letter(), tmp_path / "a.png").rename(tmp_path / "a.pdf")
    assert len(read("image", path)) == 1
    text = tmp_path / "b.png"
    text.write_text("no picture", encoding="utf-8")
    assert read("image", text) is None


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_lzw", "packbits", "tiff_deflate"])
def test_a_fax_of_several_pages_is_read_page_by_page(tmp_path, packing):
    pages = [letter([f"page {n}"]).convert("1") for n in (1, 2, 3)]
    path = tmp_path / "fax.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression=packing, dpi=(200, 200))
    found = read("image", path)
    assert [page.number for page in found] == [1, 2, 3]
    assert len({shades(page).tobytes() for page in found}) == 3


def test_a_standard_fax_is_as_high_as_the_paper(tmp_path):
    low = letter().resize((1728, 1078)).convert("1")
    (page,) = read("image", saved(low, tmp_path / "a.tif", compression="group4", dpi=(204, 98)))
    assert (page.width, page.height) == pytest.approx((610, 792), abs=1)


def test_a_fax_that_does_not_say_how_fine_it_is_is_known_by_its_size(tmp_path):
    low = letter().resize((1728, 1078)).convert("1")
    (page,) = read("image", saved(low, tmp_path / "a.tif", compression="group4"))
    assert (page.width, page.height) == pytest.approx((610, 792), abs=1)


@pytest.mark.parametrize("dpi", [72, 1, 3000])
def test_a_resolution_that_cannot_be_is_not_believed(tmp_path, dpi):
    (page,) = read("image", saved(letter(), tmp_path / "a.png", dpi=(dpi, dpi)))
    assert page.height == pytest.approx(792, abs=1)


def test_a_fax_in_white_on_black_is_turned_to_black_on_white(tmp_path):
    negative = letter().point(lambda grey: 255 * (grey < 128)).convert("1")
    (page,) = read("image", saved(negative, tmp_path / "a.tif", dpi=(200, 200)))
    assert shades(page).mean() > 200


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_every_depth_and_colour_gives_the_same_page(tmp_path, mode):
    if mode == "I;16":
        image = Image.fromarray(np.array(letter()).astype(np.uint16) * 257)
    else:
        image = letter().convert("RGB").convert(mode)
    (page,) = read("image", saved(image, tmp_path / "a.tif", dpi=(200, 200)))
    grey = shades(page)
    assert grey.shape == (2200, 1700)
    assert np.percentile(grey, 50) > 250 and grey.min() < 60


def test_what_is_see_through_is_white(tmp_path):
    image = Image.new("RGBA", (1700, 2200), (0, 0, 0, 0))
    image.paste(letter().convert("RGBA"), (0, 0), letter().point(lambda g: 255 * (g < 128)))
    (page,) = read("image", saved(image, tmp_path / "a.png"))
    assert np.percentile(shades(page), 50) > 250


def test_a_photo_is_turned_as_its_camera_was_held(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = letter().transpose(Image.Transpose.ROTATE_90)
    (page,) = read("image", saved(photo, tmp_path / "a.jpg", exif=exif))
    assert (round(page.width), round(page.height)) == (612, 792)
    assert page.delivered.point(0, 0) == pytest.approx((0, 0), abs=0.01)


def test_the_preview_inside_a_scan_is_no_page(tmp_path):
    path, tag = tmp_path / "a.tif", {254: 1}
    small = letter().resize((170, 220))
    with TiffImagePlugin.AppendingTiffWriter(str(path), True) as file:
        for image, tags in ((letter(), {}), (small, tag)):
            image.save(file, "TIFF", dpi=(200, 200), tiffinfo=tags)
            file.newFrame()
    with Image.open(path) as image:
        assert image.n_frames == 2
    assert len(read("image", path)) == 1


def test_an_animation_is_one_page(tmp_path):
    path = tmp_path / "a.gif"
    letter().save(path, save_all=True, append_images=[letter(["second"])])
    assert len(read("image", path)) == 1


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic", "a.bmp", "a.gif"])
def test_half_a_picture_is_refused(tmp_path, name):
    path = saved(letter(), tmp_path / name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(UnreadableError, match="broken"):
        read("image", path)


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_lzw", "raw"])
def test_half_a_fax_is_refused(tmp_path, packing):
    path = saved(letter().convert("1"), tmp_path / "a.tif", compression=packing, dpi=(200, 200))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(UnreadableError, match="broken"):
        read("image", path)


def test_a_picture_made_to_fill_the_memory_is_refused(tmp_path):
    path = saved(Image.new("1", (15000, 13000)), tmp_path / "a.png")
    with pytest.raises(UnreadableError, match="dots"):
        read("image", path)


def test_too_many_pages_are_refused(tmp_path):
    path = tmp_path / "a.tif"
    small = Image.new("1", (400, 500))
    small.save(path, save_all=True, append_images=[small] * 4)
    with pytest.raises(UnreadableError, match="5 pages"):
        read("image", path, max_pages=4)


def test_an_empty_file_is_left_alone(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"")
    assert read("image", path) is None
