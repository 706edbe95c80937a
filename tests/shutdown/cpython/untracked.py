"""An untracked object that the last collection frees leaves its type behind.

Run it with a debug build of CPython and -X showrefcount: `[40 refs, 25 blocks]` or so,
and none without the object. seabind's types are freed all the same (src/late.c).
"""

import _random
import os

thing = _random.Random()


def keep():
    """Has the module's globals, which have this function."""


os.register_at_fork(before=keep)
