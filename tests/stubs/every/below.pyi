# Written by `python -m seabind stubs`.

from typing import SupportsIndex

from every import Colour, Number

def paint(c: Colour | int = Colour.BLUE) -> Colour: ...
def number(n: SupportsIndex = -2) -> Number: ...
