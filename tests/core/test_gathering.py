"""Everything that is wrong is told at once, in the order in which it was looked at."""

import pytest

from core.errors import Incomplete, InvalidInput
from core.gathering import Gathered


def refuse(error: InvalidInput) -> None:
    raise error


def test_it_goes_on_behind_what_is_refused_and_tells_all_of_it() -> None:
    wrong = Gathered()
    with wrong.noted():
        refuse(InvalidInput("first", most=3))
    with wrong.noted():
        refuse(Incomplete([InvalidInput("second"), InvalidInput("third")]))
    with pytest.raises(Incomplete) as told:
        wrong.tell()
    assert [error.reason for error in told.value.errors] == ["first", "second", "third"]
    assert (told.value.reason, told.value.values) == ("first", {"most": 3}), "as if it were alone"


def test_it_says_nothing_where_nothing_is_wrong() -> None:
    wrong = Gathered()
    with wrong.noted():
        pass
    wrong.tell()


def test_it_hides_no_other_error() -> None:
    wrong = Gathered()
    with pytest.raises(ZeroDivisionError), wrong.noted():
        _ = 1 / 0


def test_it_tells_an_error_alone_as_all_there_is() -> None:
    error = InvalidInput("alone")
    assert error.errors == (error,)
