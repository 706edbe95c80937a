"""The ledger of the twins, see tests/env.py."""

import ctypes
import os

FLAGS = os.O_WRONLY | os.O_APPEND
PATH = os.environ["SEABIND_TEST_LEDGER"]


# At the end of an interpreter the globals of every module become None; defaults stay.
def note(sign, name, p=PATH, f=FLAGS, open=os.open, write=os.write, close=os.close):
    file = open(p, f)
    write(file, f"{sign}{name}\n".encode())
    close(file)


class Grave(str):
    """Notes the birth of who holds it, and the death. The collector does not track it,
    so that it is not finalised before it is freed."""

    __slots__ = ()

    def __new__(cls, name, note=note):
        note("+", name)
        return super().__new__(cls, name)

    def __del__(self, note=note):
        note("-", self)


# A class that is garbage itself loses its __del__ before the last of its instances is
# freed. This one is never garbage.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(Grave))
