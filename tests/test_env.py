"""The judge of scripts: each class accepts what it should, and each rule can fail."""

import re

import builder
import env
import pytest

BORN = """
import os
def note(line):
    with open(os.environ["SEABIND_TEST_LEDGER"], "a") as file:
        file.write(line + chr(10))
note("+a")
"""
COUNT = """
import os
with open(os.environ["SEABIND_COUNTERS"], "a") as file:
    file.write("internals={} records=0\\n")
"""
COUNTING = """
#include <seabind/seabind.h>
const char env_variable[] = "SEABIND_COUNTERS";
static int answer(void) { return env_variable[0]; }
SEA_MODULE(env_counting, (function, answer, answer, int));
"""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("print('out'); raise SystemExit(3)", "exit status 3"),
        ("import sys; print('err', file=sys.stderr)", "standard error is not empty"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit status -9"),
        (BORN, "left are a"),
        (BORN + "note('-a'); note('+b'); note('+b')", re.escape("left are b (2)")),
        (COUNT.format(1), "counters are not 0: internals=1"),
        (COUNT.format(1) + COUNT.format(1), "internals=2"),
    ],
)
def test_class_z_refuses(code, problem):
    with pytest.raises(AssertionError, match=problem):
        env.check_script_success_in_subprocess(code)


def test_class_z_accepts():
    code = COUNT.format(1) + COUNT.format(-1) + BORN + "note('-a'); print('well')"
    assert env.check_script_success_in_subprocess(code) == "well\n"


def test_all_output_is_shown():
    code = "import sys; print('out'); print('err', file=sys.stderr)"
    with pytest.raises(AssertionError, match=r"(?s)exit status 0.*out.*err"):
        env.check_script_success_in_subprocess(code)


def test_an_extension_that_counts_must_say_so():
    path = builder.build_snippet("env_counting", COUNTING)
    with pytest.raises(AssertionError, match="no extension wrote its counters"):
        env.check_script_success_in_subprocess("import env_counting", path)


def test_class_s_compares_with_the_twins(tmp_path):
    twins = [tmp_path / "real", tmp_path / "twin"]
    for directory in twins:
        directory.mkdir()
        (directory / "kind.py").write_text(f"kind = {directory.name!r}")

    def judge(code):
        env.check_script_success_in_subprocess(
            "from kind import kind\n" + BORN + code,
            twins[0],
            expect="S",
            twins=[twins[1]],
        )

    judge("pass")
    with pytest.raises(AssertionError, match="left are b; of the twins: left are a"):
        judge("if kind == 'real': note('-a'); note('+b')")
    with pytest.raises(AssertionError, match="belongs to class Z"):
        judge("note('-a')")
    with pytest.raises(AssertionError, match="the twin failed"):
        judge("if kind == 'twin': 1 / 0")
    with pytest.raises(ValueError, match="a died more often"):
        judge("note('-a'); note('-a')")


def test_class_x_sees_the_status_alone():
    code = BORN + "import sys; sys.stderr.write('x'); os._exit(3)"
    env.check_script_success_in_subprocess(code, expect="X", status=3)
    with pytest.raises(AssertionError, match="exit status 3"):
        env.check_script_success_in_subprocess(code, expect="X")
    with pytest.raises(ValueError, match="class 'Y'"):
        env.check_script_success_in_subprocess("", expect="Y")


def test_a_script_that_hangs_is_ended_and_shown():
    code = "import time; print('here', flush=True); time.sleep(60)"
    with pytest.raises(AssertionError, match=r"(?s)exit status 124.*here"):
        env.check_script_success_in_subprocess(code, timeout=0.5)
