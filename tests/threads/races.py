"""Shows that ThreadSanitizer sees races: in an extension, and in CPython alone.

Run as a script beside gate.c by a CPython built for ThreadSanitizer; each part is
a process of its own, in which a race has to be reported. What is of CPython alone is in
tsan.supp.
"""

import os
import subprocess
import sys
import sysconfig

PRELUDE = """
import sys, threading, time
def together(*functions):
    end = time.monotonic() + 2
    def run(function):
        while time.monotonic() < end:
            function()
    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
"""
# name: (a function in the report, the script)
PARTS = {
    # two threads may not write one value (docs/reference/threads.md)
    "ours: a value without a guard": (
        "sea_set_double",
        """
import gate
pair = gate.Pair(1, 2)
together(*[lambda: setattr(pair, "x", 3.0)] * 2)
""",
    ),
    "CPython: a bytearray's buffer, and its size": (
        "PyByteArray_Resize",
        """
data = bytearray(8)
def resize():
    try:
        data.clear()
    except BufferError:
        pass
together(lambda: memoryview(data).release(), resize)
""",
    ),
    "CPython: a daemon thread at the end": (
        "PyThreadState_Clear",
        """
threading.Thread(target=time.sleep, args=(10,), daemon=True).start()
time.sleep(0.3)
""",
    ),
}


def report(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + script],
        env={
            **os.environ,
            "TSAN_OPTIONS": "exitcode=66:report_thread_leaks=0:history_size=4",
        },
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=600,
        check=False,
    )
    return done.stderr if done.returncode == 66 else f"exit {done.returncode}"


def main() -> int:
    if "--with-thread-sanitizer" not in (sysconfig.get_config_var("CONFIG_ARGS") or ""):
        print("skip: n/a: this Python was not built for ThreadSanitizer")
        return 0
    failed = False
    for name, (function, script) in PARTS.items():
        for _ in range(5):  # threads that never meet do not race
            text = report(script)
            seen = "ThreadSanitizer: data race" in text and function in text
            if seen:
                break
        failed |= not seen
        print(f"ok {name}" if seen else f"FAILED {name}: {text[-2000:]}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
