/* The converter `file`: what C writes to a FILE * on memory, as text for Python. */
#include "runtime.h"
#include <errno.h>
#include <stdlib.h>

/* ---- the stream ---- */
#if defined(_WIN32) || defined(SEABIND_TMPFILE) /* ISO C, where there is no POSIX */
static FILE *open_memory(seai_file *file)
{
    (void)file;
    return tmpfile();
}
/* What was written, to the file's text.  0, or -1: what failed, ferror() says, or errno. */
static int read_memory(seai_file *file)
{
    long size;
    if (fseek(file->stream, 0, SEEK_END) != 0 || (size = ftell(file->stream)) < 0 ||
        (file->text = malloc((size_t)size + 1)) == NULL) {
        return -1;
    }
    rewind(file->stream);
    file->size = fread(file->text, 1, (size_t)size, file->stream);
    return file->size == (size_t)size ? 0 : -1;
}
#else
static FILE *open_memory(seai_file *file)
{
    return open_memstream(&file->text, &file->size);
}
static int read_memory(seai_file *file)
{
    (void)file; /* closing it is enough */
    return 0;
}
#endif
int seai_file_open(seai_file *file)
{
    errno = 0;
    if ((file->stream = open_memory(file)) != NULL) {
        return 0;
    }
    if (errno == ENOMEM) {
        PyErr_NoMemory();
    } else {
        PyErr_SetFromErrno(PyExc_OSError);
    }
    return -1;
}
void seai_file_drop(seai_file *file)
{
    if (file->stream != NULL) {
        (void)fclose(file->stream);
        file->stream = NULL;
    }
    free(file->text);
    file->text = NULL;
}
/* errors: what becomes of text that is none. */
static PyObject *take_text(seai_file *file, const seai_function *f, const char *name,
                           const char *errors)
{
    char label[SEAI_LABEL];
    PyObject *text = NULL;
    bool failed = ferror(file->stream) != 0;
    failed = read_memory(file) < 0 || failed;
    failed = fclose(file->stream) != 0 || failed;
    file->stream = NULL;
    if (failed) {
        PyErr_Format(PyExc_OSError,
                     "%s: what the C function wrote to '%s' could not be stored",
                     seai_label(f, label), name);
    } else {
        text = PyUnicode_DecodeUTF8(file->text, (Py_ssize_t)file->size, errors);
    }
    seai_file_drop(file);
    return text;
}
PyObject *seai_file_text(seai_file *file, const seai_function *f, const char *name)
{
    return take_text(file, f, name, NULL);
}

/* ---- who takes the text ---- */
/* By a name that is interned: types keep others in their cache, each anew. */
static PyObject *method_write(PyObject *o)
{
    PyObject *name = PyUnicode_InternFromString("write");
    PyObject *method = name != NULL ? PyObject_GetAttr(o, name) : NULL;
    Py_XDECREF(name);
    return method;
}
const char *seai_load_file(PyObject *o, seai_file *file, bool has_default)
{
    FILE *c = file->stream;
    bool is_default = has_default && (o == NULL || o == Py_None);
    if (is_default && c != stdout && c != stderr) {
        return NULL;
    }
    file->stream = NULL;
    o = is_default ? seai_sys_stream(c == stdout ? "stdout" : "stderr") : Py_NewRef(o);
    if (o == NULL) {
        return SEAI_RAISED;
    }
    file->write = o == Py_None && is_default ? Py_NewRef(o) : method_write(o);
    Py_DECREF(o);
    if (file->write != NULL) {
        return NULL;
    }
    if (is_default || !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return SEAI_RAISED;
    }
    PyErr_Clear();
    return "a file";
}
/* 0, or -1 with an exception. */
static int write_text(seai_file *file, const seai_function *f, const char *name)
{
    PyObject *text = take_text(file, f, name, "backslashreplace"), *done = NULL;
    if (text != NULL) {
        done = PyUnicode_GET_LENGTH(text) > 0 && file->write != Py_None
                   ? PyObject_CallOneArg(file->write, text)
                   : Py_NewRef(Py_None);
        Py_DECREF(text);
    }
    Py_XDECREF(done);
    return done != NULL ? 0 : -1;
}
int seai_file_end(seai_file *file, const seai_function *f, const char *name)
{
    PyObject *before;
    int result = 0;
    if (file->write == NULL) {
        return 0;
    }
    before = seai_exception_take();
    if (file->stream != NULL) {
        result = write_text(file, f, name);
    }
    if (before != NULL) {
        if (result < 0) {
            PyErr_WriteUnraisable(file->write);
            result = 0;
        }
        seai_exception_put_steal(before);
    }
    Py_CLEAR(file->write);
    return result;
}
