"""Money is whole kopecks. There is no float anywhere, and no way to get one in."""

from __future__ import annotations

from typing import Self


class Money(int):
    """An amount in kopecks (hundredths of the unit), of any sign.

    A subclass of `int`, so that it goes into a column, a sum or JSON as what it is.
    Only whole numbers may be added to it or multiply it; anything else is a TypeError.
    """

    __slots__ = ()

    def __new__(cls, kopecks: int = 0) -> Self:
        if isinstance(kopecks, bool) or not isinstance(kopecks, int):
            raise TypeError(f"Money is whole kopecks, not {type(kopecks).__name__}")
        return super().__new__(cls, kopecks)

    def __add__(self, other: int) -> Money:
        return Money(int(self) + _whole(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Money:
        return Money(int(self) - _whole(other))

    def __rsub__(self, other: int) -> Money:
        return Money(_whole(other) - int(self))

    def __mul__(self, times: int) -> Money:
        return Money(int(self) * _whole(times))

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-int(self))

    def __abs__(self) -> Money:
        return Money(abs(int(self)))

    @property
    def roubles(self) -> int:
        """The whole units, towards zero."""
        return abs(int(self)) // 100 * (-1 if self < 0 else 1)

    @property
    def kopecks(self) -> int:
        """The hundredths, 0 to 99, without sign."""
        return abs(int(self)) % 100

    def __str__(self) -> str:
        """`-1234.50`: for logs and JSON; pages use the `money` filter."""
        sign = "-" if self < 0 else ""
        return f"{sign}{abs(int(self)) // 100}.{self.kopecks:02d}"

    def __repr__(self) -> str:
        return f"Money({int(self)})"


ZERO = Money(0)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"Money meets whole numbers only, not {type(value).__name__}")
    return int(value)
