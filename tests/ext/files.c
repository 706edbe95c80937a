/* FILE * parameters, in every kind of item: for test_files.py. */
#include <seabind/seabind.h>
#include <stdarg.h>
#include <stdlib.h>

/* ---- a tree that can be dumped ---- */
typedef struct tree { int size; } tree;

static _Atomic(int) trees;
static tree *tree_new(int size)
{
    tree *t = malloc(sizeof *t);
    if (t != NULL) {
        t->size = size;
        trees++;
    }
    return t;
}
static tree *tree_load(int size, FILE *log)
{
    fprintf(log, "tree of %d\n", size);
    return size >= 0 ? tree_new(size) : NULL;
}
static int tree_read(tree **t, FILE *log, int size)
{
    fprintf(log, "tree of %d\n", size);
    *t = size <= 9 ? tree_new(size) : NULL;
    return size;
}
static void tree_free(tree *t) { trees--; free(t); }
static int  live(void)         { return trees; }
static void tree_dump(const tree *t, FILE *to)
{
    for (int i = 0; i < t->size; i++) {
        fprintf(to, "%d\n", i);
    }
}
static int tree_check(const tree *t, FILE *to)
{
    fprintf(to, "checked %d\n", t->size);
    return t->size;
}
static int tree_log(FILE *log) /* NULL: no log */
{
    return log != NULL ? fprintf(log, "log\n") : -1;
}

/* ---- texts ---- */
static void put(const char *text, FILE *to)            { fputs(text, to); }
static void put_raw(FILE *to, sea_bytes b)             { fwrite(b.data, 1, b.len, to); }
static int  put_both(FILE *a, const char *s, FILE *b)  { return fputs(s, a) < 0 || fputs(s, b) < 0; }
static int  both(FILE *to, FILE *copy, int n)
{
    fprintf(to, "%d", n);
    fprintf(copy, "%d!", n);
    return n;
}
static void many(FILE *to, size_t n)
{
    while (n-- > 0) {
        fputs("0123456789abcdef", to);
    }
}
static void back(FILE *to) /* what was written is written over */
{
    fputs("hollo", to);
    fseek(to, 1, SEEK_SET);
    fputs("ello!", to);
}
static void spoil(FILE *to) /* as if a write had failed */
{
    fputs("text", to);
#ifdef _IO_ERR_SEEN /* glibc lets such a stream be read */
    to->_flags |= _IO_ERR_SEEN;
#else
    (void)fgetc(to);
#endif
}
static char *named(FILE *to, int fails)
{
    char *text = fails ? NULL : malloc(5);
    fputs("made", to);
    return text != NULL ? strcpy(text, "made") : NULL;
}
static int count(const char *s, FILE *to)  { return fprintf(to, "%s", s); }
static int number(int n, FILE *to)         { return fprintf(to, "%d", n); }
static int is_stdout(FILE *to)             { return to == stdout ? 1 : to == NULL ? 2 : 0; }
static PyObject *object_of(FILE *to)
{
    fputs("said", to);
    PyErr_SetString(PyExc_KeyError, "its own");
    return NULL;
}
static FILE *other(void)
{
    static FILE *one;
    return one != NULL ? one : (one = tmpfile());
}
static long other_size(void)               { return ftell(other()); }

static double half(double x, FILE *to)
{
    fprintf(to, "%.1f;", x);
    return x / 2;
}
static inline double sum(int n, ...)
{
    va_list each;
    double all = 0;
    va_start(each, n);
    while (n-- > 0) {
        all += va_arg(each, double);
    }
    va_end(each);
    return all;
}

SEA_STATUS(judged, int,
    (stop,    it == 100), (none, it == 50),
    (failure, it > 9), (raise, ValueError, "too many: %d", it));
SEA_STATUS(warned, int, (warn_if, it != 0, UserWarning, "warned of %d", it));

SEA_HANDLE(Tree, tree *,
    (init,    (overload, tree_new, (int, size)),
              (overload, tree_load, (int, size), (file, log, stderr)),
              (overload, tree_read, judged, (out(self), t), (file, log), (arg(bool), how), (int, size))),
    (destroy, tree_free),
    (method,  dump, tree_dump, none, (file, file, stdout)),
    (method,  text, tree_dump, none, (out(file), text)),
    (method,  free, tree_dump, none, (file, file), (release_gil)),
    (method,  check, tree_check, judged, (file, file, stdout)),
    (method,  checked, tree_check, judged, (out(file), text)),
    (method,  warn, tree_check, warned, (file, file), (returns, int, self->size)),
    (static,  log, tree_log, int, (opt(file), log, NULL)),
    (static,  must_log, tree_log, int, (opt(file), log)));

typedef struct { int n; } point;
static point point_make(int n, FILE *log) { fprintf(log, "point %d", n); return (point){n}; }
static int point_write(const point *p, FILE *to) { return fprintf(to, "%d", p->n); }

SEA_CLASS(Point, point,
    (init,   point_make, (int, n), (file, log)),
    (method, write_to, point_write, int, (file, to)),
    (property, shown, point_write, int, (out(file), text), (returns, int, it)));

SEA_MODULE(files,
    (threads,  safe),
    (class,    Tree), (class, Point),
    (function, live, live, int),
    (function, put, put, none, (str, text), (file, to, stdout)),
    (function, warn, put, none, (str, text), (file, to, stderr), (release_gil)),
    (function, by_name, put, none, (str, text), (kwonly), (file, to)),
    (function, put_raw, put_raw, none, (file, to), (bytes, b)),
    (function, text_of, put_raw, none, (out(file), text), (bytes, b)),
    (function, put_both, put_both, int, (file, a), (str, s), (file, b)),
    (function, both, both, int, (out(file), first), (out(file), second), (int, n)),
    (function, tee, both, judged, (file, to), (out(file), copy), (int, n),
               (returns, int, it), (returns, long, ftell(copy))),
    (function, many, many, none, (out(file), text), (size_t, n), (release_gil)),
    (function, back, back, none, (out(file), text)),
    (function, spoil, spoil, none, (file, to)),
    (function, spoiled, spoil, none, (out(file), text)),
    (function, named, named, owned(str), (file, to), (int, fails)),
    (function, either, (overload, count, int, (str, s), (file, to)),
                       (overload, number, int, (int, n), (file, to)),
                       (overload, is_stdout, int, (file, to, stdout))),
    (function, object_of, object_of, object, (file, to)),
    (function, to_other, put, none, (str, text), (file, to, other())),
    (function, other_size, other_size, long),
    (function, show, fprintf, int, (file, to), (pass, "%s=%d of %.1f\n"), (str, what), (int, n),
               (double, all)),
    (function, shown, fprintf, none, (out(file), text), (pass, "%s %s"), (str, a), (opt(str), b, "")),
    (function, sum2, sum, double, (pass, 2), (double, a), (double, b)),
    (function, sum3, sum, double, (pass, 3), (double, a), (double, b), (double, c)),
    (vectorized, half, half, double, (double, x), (file, to)),
    (function, is_stdout, is_stdout, int, (file, to, stdout)),
    (function, is_null, is_stdout, int, (opt(file), to, NULL)));
