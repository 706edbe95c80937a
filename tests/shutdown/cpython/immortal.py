"""An object with one reference too many is never freed, nor is what it holds."""

import ctypes
import os


class Thing:
    def __del__(self, write=os.write):
        write(1, b"-thing\n")


os.write(1, b"+thing\n")
thing = [Thing()]
ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
