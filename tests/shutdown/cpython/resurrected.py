"""What a finalizer of the last collection drops, and a __del__ then brings back, stays.

Run it with a debug build of CPython and -X showrefcount: `[1503 refs, 447 blocks]` or
so, and none when __del__ does nothing. The generator is closed first, which drops the
last reference to the thing. It comes back as an object that this collection did not
look at, and no other follows.
"""

import os


class Thing:
    def __init__(self, generator):
        self.generator = generator

    def __del__(self, bury=[].append):
        bury(self)


def suspended():
    kept = Thing((yield))  # noqa: F841
    yield


generator = suspended()
next(generator)
generator.send(generator)
os.register_at_fork(before=lambda generator=generator: generator)
