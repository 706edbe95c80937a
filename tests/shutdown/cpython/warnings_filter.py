"""From 3.14 on, categories of warnings filters stay, with all that they refer to."""

import os
import warnings


class Thing:
    def __del__(self, write=os.write):
        write(1, b"-thing\n")


os.write(1, b"+thing\n")


class Category(Warning):
    held = Thing()


warnings.simplefilter("ignore", Category)
