"""Uses every feature of oom.c and gate.c once, in one process, for Valgrind:

PYTHONMALLOC=malloc PYTHONPATH=... valgrind --suppressions=... python3 everything.py
"""

import gc
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "threads"))

import hammer
import oom
import sweep

SLOW = {"deep_nesting", "fork_beside_a_call", "exit_beside_a_call", "interrupted_wait"}

for call in sweep.features(oom).values():
    assert sweep.outcome(call)[0] == "ok"
for name in hammer.TESTS:
    if name not in SLOW:
        hammer.ROUNDS = 8
        hammer.run_one(name)
del call  # and what the features share
gc.collect()
assert oom.live() == 0
print("ok")
