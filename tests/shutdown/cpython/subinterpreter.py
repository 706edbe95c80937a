"""What is alive after the last collection of a sub-interpreter of 3.11 is never freed.

CPython adds a reference to all of it on purpose (gh-92036), here to what a hook has put
into sys; later versions, and the main interpreter of 3.11, free it when they clear sys.
A free-threaded 3.13 keeps the modules of the main interpreter, as after a thread.
"""

import sys
import types

if sys.version_info >= (3, 13):
    import _interpreters as interpreters

    run = interpreters.exec
else:
    import _xxsubinterpreters as interpreters

    run = interpreters.run_string

THING = """if True:
    import os

    class Thing:
        def __del__(self, write=os.write):
            write(1, b"-thing\\n")

    os.write(1, b"+thing\\n")
"""
LATE = f"""{THING}
    import sys

    class Hook:
        def __del__(self, names=sys.__dict__, make=Thing):
            names["late"] = make()

    hook = Hook()
    os.register_at_fork(before=lambda hook=hook: hook)
"""

one = interpreters.create()
run(one, LATE)
interpreters.destroy(one)

names = {}
exec(THING, names)
module = types.ModuleType("kept")
module.__builtins__ = names["Thing"]()  # the one name that is not cleared
sys.modules["kept"] = module
