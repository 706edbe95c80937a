"""An untracked object that the last collection frees leaves its type behind.

Run it with a debug build of CPython and -X showrefcount: `[80 refs, 0 blocks]` or so,
and none without the object. seabind's types are freed all the same (src/late.c).
"""

import os
import zlib

thing = zlib.compressobj()


def keep():
    """Has the module's globals, which have this function."""


os.register_at_fork(before=keep)
