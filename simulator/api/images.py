"""Size of an image out of its header, as the declared media type says."""

import io

from PIL import Image

from simulator.api.errors import ApiError

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}


def image_size(data: bytes, media_type: str) -> tuple[int, int]:
    """Width and height in pixels; 400 unless the bytes are such an image."""
    expected = _FORMATS.get(media_type.split(";", maxsplit=1)[0].strip().lower())
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format == expected:
                return image.size
    except (OSError, Image.DecompressionBombError):
        pass
    raise ApiError(400, "The image format is not allowed for richmenu")
