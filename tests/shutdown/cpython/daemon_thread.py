"""What the frames of a daemon thread hold at the end is never freed: the module's
globals with their functions, and all that is in them."""

import os
import threading
import time


class Thing:
    def __init__(self):
        self.me = self

    def __del__(self, write=os.write):
        write(1, b"-thing\n")


def forever(thing):
    started.set()
    while True:
        time.sleep(0.001)


started = threading.Event()
os.write(1, b"+thing\n")
threading.Thread(target=forever, args=(Thing(),), daemon=True).start()
started.wait()
