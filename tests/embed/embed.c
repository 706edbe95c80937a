/* A program that embeds Python: initialises, uses and finalises it N times.
 *
 *     embed MODE CYCLES SEED SCRIPT SUBSCRIPT [EXTENSION]...
 *
 * MODE      what a cycle has beside the main interpreter:
 *           plain    nothing
 *           legacy   a sub-interpreter that shares the GIL
 *           own      a sub-interpreter with a GIL of its own
 *           mixed    three of both kinds; each is made by a thread, used by a second and
 *                    ended by a third, in any order, with the main interpreter in between
 * SCRIPT    the Python file that the main interpreter runs, SUBSCRIPT that of the others;
 *           OWN is true in an interpreter with a GIL of its own
 * EXTENSION shared objects whose counters (counters.c) are added up after each cycle
 *
 * Prints a line for each cycle: the bytes in use after it, the references at its beginning
 * (-1: not a debug build) and the sums of the counters (none: none was found). Exit status
 * 0 says that every script succeeded; its exception is on standard error otherwise. */
#define _GNU_SOURCE
#include <Python.h>

#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SUBS = 3, COUNTERS = 5 };

typedef struct sub {
    PyInterpreterState *main;
    PyThreadState *first; /* of the thread that made it */
    const char *script;
    int own;
} sub;

typedef struct row {
    long long bytes;
    long references;
    int counted; /* extensions that have counters */
    long sums[COUNTERS];
} row;

static void fail(const char *what)
{
    fprintf(stderr, "embed: %s\n", what);
    exit(1);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail(path);
    }
    size_t size = 1 << 20, used = 0;
    char *text = malloc(size);
    if (text == NULL || (used = fread(text, 1, size, file)) == size) {
        fail("the script is too long");
    }
    text[used] = '\0';
    fclose(file);
    return text;
}

/* Runs a script in the current interpreter. */
static void run(const char *script, int own)
{
    if (PyRun_SimpleString(own ? "OWN = True" : "OWN = False") < 0 ||
        PyRun_SimpleString(script) < 0) {
        fail("a script failed");
    }
}

/* Makes an interpreter; its thread state becomes the current one. */
static PyThreadState *begin(int own)
{
    PyThreadState *state = NULL;
    if (!own) {
        state = Py_NewInterpreter();
    }
#if PY_VERSION_HEX >= 0x030c0000
    else {
        const PyInterpreterConfig config = {
            .allow_threads = 1,
            .check_multi_interp_extensions = 1,
            .gil = PyInterpreterConfig_OWN_GIL,
        };
        PyStatus status = Py_NewInterpreterFromConfig(&state, &config);
        if (PyStatus_Exception(status)) {
            fail(status.err_msg);
        }
    }
#endif
    if (state == NULL) {
        fail("no interpreter");
    }
    return state;
}

/* Detaches the current thread state for ever. */
static void leave(PyThreadState *state)
{
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
}

/* The threads of the mode `mixed`. Each has a thread state of the main interpreter, since
 * an interpreter is made and ended beside one, and leaves nothing attached. */
static void *begin_in_thread(void *arg)
{
    sub *self = arg;
    PyThreadState *main_state = PyThreadState_New(self->main);
    PyEval_RestoreThread(main_state);
    PyThreadState *state = begin(self->own);
    self->first = state;
    run(self->script, self->own);
    PyEval_SaveThread();
    PyEval_RestoreThread(main_state);
    leave(main_state);
    return NULL;
}
static void *use_in_thread(void *arg)
{
    sub *self = arg;
    PyThreadState *state = PyThreadState_New(PyThreadState_GetInterpreter(self->first));
    PyEval_RestoreThread(state);
    run(self->script, self->own);
    leave(state);
    return NULL;
}
static void *end_in_thread(void *arg)
{
    sub *self = arg;
    PyThreadState *main_state = PyThreadState_New(self->main);
#if PY_VERSION_HEX < 0x030d0000
    /* Up to 3.12 the first state has to stay, and threads end an interpreter with it. */
    PyThreadState *state = self->first;
    PyEval_RestoreThread(state);
#else
    PyThreadState *state = PyThreadState_New(PyThreadState_GetInterpreter(self->first));
    PyEval_RestoreThread(state);
    PyThreadState_Clear(self->first);
    PyThreadState_Delete(self->first);
#endif
    Py_EndInterpreter(state);
    /* 3.11 holds the GIL here, later versions do not: this is right for both. */
    PyThreadState_Swap(main_state);
    leave(main_state);
    return NULL;
}

static void in_thread(void *(*body)(void *), sub *self)
{
    pthread_t thread;
    Py_BEGIN_ALLOW_THREADS
    if (pthread_create(&thread, NULL, body, self) != 0) {
        fail("no thread");
    }
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
}

static void one_sub(const char *script, int own)
{
    PyThreadState *main_state = PyThreadState_Get();
    PyThreadState *state = begin(own);
    run(script, own);
    PyThreadState_Swap(main_state);
    run("import gc; gc.collect()", 0);
    PyThreadState_Swap(state);
    Py_EndInterpreter(state);
    PyThreadState_Swap(main_state);
}

static void mixed_subs(const char *script, const char *subscript)
{
    sub subs[SUBS];
    for (int i = 0; i < SUBS; i++) {
        int own = PY_VERSION_HEX >= 0x030c0000 && rand() % 2;
        subs[i] = (sub){PyInterpreterState_Get(), NULL, subscript, own};
        in_thread(begin_in_thread, &subs[i]);
        if (rand() % 2) {
            in_thread(use_in_thread, &subs[rand() % (i + 1)]);
        }
    }
    for (int left = SUBS; left > 0; left--) {
        int i = rand() % left;
        in_thread(end_in_thread, &subs[i]);
        subs[i] = subs[left - 1];
        run(script, 0);
    }
}

/* The references that are alive, or -1. It is asked at the beginning of a cycle: after
 * the end of Python, some versions cannot be asked any more. */
static long references(void)
{
    PyObject *count = PySys_GetObject("gettotalrefcount");
    PyObject *number = count != NULL ? PyObject_CallNoArgs(count) : NULL;
    long result = number != NULL ? PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    return result;
}

/* Bytes in use. A free-threaded Python cannot be told to use malloc: there it is the
 * memory that is resident, in whole pages. */
static long long bytes_in_use(void)
{
#ifdef Py_GIL_DISABLED
    char text[128] = "";
    FILE *file = fopen("/proc/self/statm", "rb");
    long long pages = 0;
    if (file == NULL || fgets(text, sizeof text, file) == NULL ||
        sscanf(text, "%*s %lld", &pages) != 1) {
        fail("/proc/self/statm");
    }
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
#else
    struct mallinfo2 info = mallinfo2();
    return (long long)info.uordblks + (long long)info.hblkhd;
#endif
}

/* Adds the counters of an extension, if it is loaded and has any. */
static void count(row *after, const char *path)
{
    void *library = dlopen(path, RTLD_LAZY | RTLD_NOLOAD);
    if (library == NULL) {
        return;
    }
    void (*add)(long *) = NULL;
    *(void **)&add = dlsym(library, "embed_add_counters");
    if (add != NULL) {
        add(after->sums);
        after->counted++;
    }
    dlclose(library);
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fail("MODE CYCLES SEED SCRIPT SUBSCRIPT [EXTENSION]...");
    }
    const char *mode = argv[1];
    int cycles = atoi(argv[2]);
    srand((unsigned)atoi(argv[3]));
    char *script = read_file(argv[4]), *subscript = read_file(argv[5]);
    row *rows = calloc((size_t)cycles, sizeof *rows);
    if (rows == NULL) {
        fail("no memory");
    }
    for (int i = 0; i < cycles; i++) {
        Py_InitializeEx(0);
        rows[i].references = references();
        run(script, 0);
        if (strcmp(mode, "mixed") == 0) {
            mixed_subs(script, subscript);
        } else if (strcmp(mode, "plain") != 0) {
            one_sub(subscript, strcmp(mode, "own") == 0);
        }
        if (Py_FinalizeEx() < 0) {
            fail("standard output is lost");
        }
        for (int k = 6; k < argc; k++) {
            count(&rows[i], argv[k]);
        }
        rows[i].bytes = bytes_in_use();
    }
    for (int i = 0; i < cycles; i++) {
        printf("%lld %ld", rows[i].bytes, rows[i].references);
        for (int k = 0; rows[i].counted > 0 && k < COUNTERS; k++) {
            printf(" %ld", rows[i].sums[k]);
        }
        printf(rows[i].counted > 0 ? "\n" : " none\n");
    }
    free(rows);
    free(subscript);
    free(script);
    return 0;
}
