/* Exceptions and statuses: hierarchies, attributes, errno, warnings, what C code raises. */
#include <errno.h>
#include <seabind/seabind.h>
#include <stdio.h>
#include <seabind/status.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- a hierarchy ---- */
SEA_EXCEPTION(StoreError, Exception,
    (doc,       "Something is wrong with the store."),
    (attribute, code),
    (attribute, where));
SEA_EXCEPTION(NotFound, StoreError, KeyError,
    (doc,       "There is no such key."));
SEA_EXCEPTION(Busy, StoreError, BlockingIOError,
    (attribute, "errno"),
    (attribute, retries));
SEA_EXCEPTION(Old, DeprecationWarning);
SEA_EXCEPTION(Unlisted, Exception);
SEA_EXCEPTION(Late, PythonFinalizationError);

SEA_STATUS(stored, int,
    (failure,   it < 0),
    (raise_if,  it == -2, NotFound, "no key %d", it),
    (raise_if,  it == -3, Busy),
    (raise_if,  it == -4, UnboundLocalError, "a name"),
    (raise_if,  it == -5, Old, "it is old"),
    (raise_if,  it == -6, Late, "too late"),
    (raise,     StoreError, "code %d", it),
    (attribute, code, int, it));

static int same(int n) { return n; }

/* ---- errno ---- */
SEA_STATUS(numbered, int, /* the result is the number; what is evaluated first spoils errno */
    (failure,   it != 0),
    (attribute, where, str, (errno = EEXIST, "there")),
    (raise_if,  it == EDOM, ValueError, "outside"),
    (raise_errno, it, Busy));
SEA_STATUS(spoilt, int,
    (failure,   it == -1),
    (attribute, where, str, (errno = EEXIST, "there")),
    (raise_errno));

static int set_errno(int number) { errno = number; return number != 0 ? -1 : 0; }

typedef struct { FILE *stream; } file;

static file *file_open(const char *path, const char *mode)
{
    file *f = malloc(sizeof *f);
    if (f != NULL && (f->stream = fopen(path, mode)) == NULL) {
        int number = errno;
        free(f);
        f = NULL;
        errno = number;
    }
    return f;
}
static int files; /* that were closed */
static void file_close(file *f) { fclose(f->stream); free(f); files++; }
static int  file_load(file **f, const char *path) { *f = file_open(path, "r"); return *f != NULL ? 0 : -1; }
static int  path_check(const char *path, const char *other) { (void)path; (void)other; errno = ENOENT; return -1; }

SEA_DECLARE_HANDLE(File, file *);
SEA_STATUS(opened, file *, /* NULL and errno */
    (failure,   it == NULL),
    (raise_errno),
    (result,    owned(File), it));

SEA_HANDLE(File, file *,
    (init,    file_load, posix, (out(self), f), (str, path), (filename, path)),
    (destroy, file_close));

/* ---- warnings ---- */
SEA_STATUS(doubtful, int,
    (failure,   it < 0),
    (raise,     ValueError, "negative"),
    (warn_if,   it > 10, UserWarning, "%d is large", it),
    (warn_if,   it > 100, Old),
    (result,    int, it));
SEA_STATUS(noted, int,
    (failure,   it < 0),
    (warn_if,   it == 1, RuntimeWarning, "noted: %d", it));
SEA_STATUS(given, file *,
    (warn_if,   it != NULL, UserWarning, "%s", ""),
    (result,    owned(File), it));

static int file_doubt(file **f, int n)
{
    *f = file_open("/dev/null", "r");
    return n;
}
static int file_twin(int n, file **f, char **text)
{
    *text = calloc(1, 10);
    return file_doubt(f, n);
}
static int files_closed(void) { return files; }

SEA_HANDLE(Doubt, file *,
    (init,    file_doubt, noted, (out(self), f), (int, n)),
    (destroy, file_close));
SEA_HANDLE(Adopted, file *,
    (adopt,   always),
    (init,    file_doubt, noted, (out(self), f), (int, n)),
    (destroy, file_close));

/* ---- the end of a handle ---- */
static int ended; /* that were destroyed */
typedef struct { int how; } task;
static task *task_new(int how)
{
    task *t = malloc(sizeof *t);
    if (t != NULL) {
        t->how = how;
    }
    return t;
}
static int task_end(task *t) { int how = t->how; free(t); ended++; return how; }
static int tasks_ended(void) { return ended; }

SEA_HANDLE(Task, task *,
    (init,    task_new, (int, how, 0)),
    (destroy, task_end, stored));
SEA_HANDLE(FreeTask, task *,
    (release_gil),
    (init,    task_new, (int, how, 0)),
    (destroy, task_end, noted));
SEA_HANDLE(SubTask, task *,
    (base,    Task),
    (init,    task_new, (int, how, 0)));

/* ---- messages of the thread ---- */
static _Thread_local char message[64] = "nothing";

static void set_message(const char *text) { snprintf(message, sizeof message, "%s", text); }
static int  fail_with(const char *text)   { set_message(text); return -1; }

SEA_STATUS(told, int,
    (failure,   it < 0),
    (raise,     StoreError, "%s", message),
    (attribute, where, str, message),
    (attribute, code, opt(str), it == -1 ? NULL : message));

/* ---- glue: C code that knows Python ---- */
static int raise_it(int how)
{
    switch (how) {
    case 0:
        return 0;
    case 1:
        sea_raise(&sea_exc_NotFound, "no %s in \xff", "key");
        return -1;
    case 2: /* in an except clause, as it were */
        sea_raise(&sea_exc_KeyError, "first");
        sea_raise(&sea_exc_StoreError, "second");
        return -1;
    case 3: /* nested */
        sea_raise(&sea_exc_KeyError, "%d", 1);
        sea_raise_from(&sea_exc_StoreError, "%d", 2);
        sea_raise_from(&sea_exc_Busy, "%d", 3);
        return -1;
    case 4:
        sea_raise_from(&sea_exc_Unlisted, "never");
        return -1;
    default:
        return -1; /* without an exception: a mistake */
    }
}
static int judged_badly(int how) { return raise_it(how) < 0 ? -1 : 0; }
static PyObject *raise_object(const char *text) { return sea_raise(&sea_exc_Old, "%s", text); }
static int warn(const char *text)               { return sea_warn(&sea_exc_Old, "%s", text); }
/* Calls a function while an exception is in flight; whether that is the same after. */
static bool keep(PyObject *function, PyObject *exception)
{
    bool kept;
    PyObject *saved, *result;
    PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    saved = sea_error_save();
    result = PyErr_Occurred() ? NULL : PyObject_CallNoArgs(function);
    Py_XDECREF(result);
    sea_error_restore_steal(saved);
    kept = PyErr_ExceptionMatches((PyObject *)Py_TYPE(exception));
    PyErr_Clear();
    return kept;
}
static PyObject *type_of(int which)
{
    return sea_exception_type(which == 0 ? &sea_exc_NotFound : &sea_exc_OSError);
}

/* ---- ready-made statuses ---- */
static int  number(int n)  { return n; }
static long long_(long n)  { return n; }
static bool is_even(int n) { return n % 2 == 0; }

SEA_MODULE(exceptions,
    (threads,   safe),
    (exception, StoreError), (exception, NotFound), (exception, Busy),
    (exception, Old), (exception, Late),
    (class,     Task), (class, FreeTask), (class, SubTask),
    (function,  tasks_ended, tasks_ended, int),
    (class,     File), (class, Doubt), (class, Adopted),
    (function,  store, same, stored, (int, code)),
    (function,  set_errno, set_errno, posix, (int, number), (release_gil)),
    (function,  numbered, same, numbered, (int, number)),
    (function,  spoilt, set_errno, spoilt, (int, number)),
    (function,  open, file_open, opened, (str, path), (str, mode, "r"), (filename, path)),
    (function,  path_check, path_check, posix, (str, other), (opt(str), path, NULL),
                (filename, path)),
    (function,  doubt, same, doubtful, (int, n), (release_gil)),
    (function,  note, same, noted, (int, n)),
    (function,  give, file_open, given, (str, path), (str, mode, "r")),
    (function,  twin, file_twin, doubtful, (int, n), (out(owned(File)), file),
                (out(owned(str)), text)),
    (function,  files_closed, files_closed, int),
    (function,  set_message, set_message, none, (str, text)),
    (function,  fail_with, fail_with, told, (str, text), (release_gil)),
    (function,  raise_it, raise_it, python, (int, how)),
    (function,  raise_object, raise_object, object, (str, text)),
    (function,  judged_badly, judged_badly, stored, (int, how)),
    (function,  warn, warn, python, (str, text)),
    (function,  keep, keep, bool, (object, function), (object, exception)),
    (function,  type_of, type_of, object, (int, which)),
    (function,  unlink, unlink, posix, (str, path), (filename, path)),
    (function,  access, access, posix_int, (str, path), (int, mode, 0), (filename, path)),
    (function,  long_, long_, posix_long, (long, n)),
    (function,  number, number, posix_number, (int, n)),
    (function,  is_even, is_even, ok, (int, n)));
