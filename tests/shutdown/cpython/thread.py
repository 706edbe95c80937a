"""A free-threaded 3.13 keeps every module once a thread was started, ended or not."""

import os
import sys
import threading
import types


class Thing:
    def __del__(self, write=os.write):
        write(1, b"-thing\n")


os.write(1, b"+thing\n")
module = types.ModuleType("kept")
module.__builtins__ = Thing()  # the one name that is not cleared
sys.modules["kept"] = module
threading.Thread(target=int).start()
