"""Makes photos small enough for address books."""

from io import BytesIO

MOST = 512  # px, the longer side
_MOST_PIXELS = 64_000_000  # as read; more is no portrait
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_KNOWN_EVERYWHERE = ("JPEG", "PNG", "GIF")
_QUALITY = 85


def scaled(photo: bytes, most: int = MOST) -> bytes:
    """Scale a photo to at most so many px, as JPEG, or PNG where it is transparent.

    One that is small enough and of a format that every program reads stays as it is, byte for byte; so does what
    cannot be read as a photo. What a camera noted in a photo (the place above all) is not in the scaled one.
    """
    from PIL import Image, ImageOps  # late: half of all exports have no photo

    try:
        with Image.open(BytesIO(photo), formats=_FORMATS) as image:
            if max(image.size) <= most and image.format in _KNOWN_EVERYWHERE:
                return photo
            if image.width * image.height > _MOST_PIXELS:
                return photo
            image.draft("RGB", (most * 2, most * 2))  # a JPEG is read at a fraction of its size
            upright = ImageOps.exif_transpose(image)
            clear = upright.has_transparency_data
            small = upright.convert("RGBA" if clear else "RGB")
            small.thumbnail((most, most), Image.Resampling.LANCZOS)
            out = BytesIO()
            small.save(out, "PNG" if clear else "JPEG", **({} if clear else {"quality": _QUALITY}))
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return photo  # Pillow says in all these ways that bytes are no picture
