"""The fixture layer itself: a check that cannot fail would hide every other failure."""

import builder
import pytest

MODULE = """
    #include <Python.h>
    #ifndef ANSWER
    #define ANSWER 42
    #endif
    PyMODINIT_FUNC PyInit_{name}(void);
    static PyObject *answer(PyObject *self, PyObject *ignored)
    {{
        (void)self;
        (void)ignored;
        {body}
        return PyLong_FromLong(ANSWER);
    }}
    static PyMethodDef methods[] = {{
        {{"answer", answer, METH_NOARGS, NULL}}, {{NULL, NULL, 0, NULL}}}};
    static PyModuleDef module = {{
        PyModuleDef_HEAD_INIT, "{name}", NULL, 0, methods, NULL, NULL, NULL, NULL}};
    PyMODINIT_FUNC PyInit_{name}(void)
    {{
        return PyModuleDef_Init(&module);
    }}
"""


def module(name: str, body: str = "") -> str:
    return MODULE.format(name=name, body=body)


def test_a_snippet_is_built_once_and_imported_once(compiler: str) -> None:
    path = builder.build_snippet("builder_once", module("builder_once"), cc=compiler)
    before = path.stat()
    again = builder.build_snippet("builder_once", module("builder_once"), cc=compiler)
    assert again == path
    assert again.stat() == before
    assert builder.load_extension(path) is builder.load_extension(path)
    assert builder.load_extension(path).answer() == 42


def test_defines_and_flags_make_another_build() -> None:
    text = module("builder_flags")
    plain = builder.build_snippet("builder_flags", text)
    defined = builder.build_snippet("builder_flags", text, defines=["ANSWER=7"])
    small = builder.build_snippet("builder_flags", text, flags=["-Os"], libs=["m"])
    assert len({plain, defined, small}) == 3
    assert builder.load_extension(plain).answer() == 42
    assert builder.load_extension(defined).answer() == 7


def test_an_edited_header_makes_another_build(tmp_path) -> None:
    source = tmp_path / "builder_edit.c"
    source.write_text('#include "answer.h"\n' + builder._dedent(module("builder_edit")))
    (tmp_path / "answer.h").write_text("#define ANSWER 1\n")
    assert builder.import_extension("builder_edit", source).answer() == 1
    (tmp_path / "answer.h").write_text("#define ANSWER 2\n")
    assert builder.import_extension("builder_edit", source).answer() == 2


@pytest.mark.plain_only("warnings are no errors under sanitizers")
def test_a_warning_fails_a_build(compiler: str) -> None:
    with pytest.raises(builder.BuildError, match="unused"):
        builder.build_snippet("builder_warn", module("builder_warn", "int i;"))


def test_a_module_of_the_library_is_not_replaced() -> None:
    with pytest.raises(ValueError, match="'zlib'"):
        builder.import_snippet("zlib", module("zlib"))


def test_scripts_see_modules_and_are_checked() -> None:
    path = builder.build_snippet("builder_script", module("builder_script"))
    done = builder.check_script(
        """
        import builder_script, os
        print(builder_script.answer(), os.environ["WHERE"])
        """,
        path,
        env={"WHERE": "here"},
    )
    assert done.stdout == "42 here\n"
    for bad in ("import sys; print('x', file=sys.stderr)", "raise SystemExit(3)"):
        with pytest.raises(AssertionError, match="exit status"):
            builder.check_script(bad)


def test_diagnostics_have_the_lines_of_the_text(compiler: str) -> None:
    good = builder.compile_source("int f(void);\n", compiler, strict=True)
    assert good == builder.Diagnostics(True, "")
    bad = builder.compile_source(
        """
        int f(void);
        int g(void) { return nowhere; }
        """,
        compiler,
        syntax_only=False,
    )
    assert not bad.accepted
    first = bad.messages[0]
    assert first[:3] == ("snippet.c", 2, "error")
    assert "nowhere" in first.text
    assert builder.compile_source("class C {};\n", compiler, name="x.cpp").accepted


@pytest.mark.skipif(builder.FLAVOUR != "sanitized", reason="nothing sanitizes")
@pytest.mark.parametrize(
    ("body", "report"),
    [
        ("char *p = malloc(9); free(p); ((volatile char *)p)[0] = 1;", "after-free"),
        ("volatile int i = 2147483647; i = i + 1;", "signed integer overflow"),
    ],
)
def test_the_sanitizers_are_awake(body: str, report: str) -> None:
    text = "#include <stdlib.h>\n" + builder._dedent(module("builder_bad", body))
    path = builder.build_snippet("builder_bad", text)
    done = builder.run_script("import builder_bad; builder_bad.answer()", path)
    assert done.returncode != 0
    assert report in done.stderr
