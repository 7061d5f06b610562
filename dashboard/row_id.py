"""The number of a row as an address or a form gives it."""

from typing import Annotated

from pydantic import Field

LARGEST = 2**31 - 1  # of a database's integer; a larger number would be an error down there

RowId = Annotated[int, Field(ge=1, le=LARGEST)]
