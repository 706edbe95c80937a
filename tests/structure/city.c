#include "city.h"
#include <stdio.h>
#include <stdlib.h>

static int loads, unloads;

/* The ledger of tests/env.py: what is loaded is unloaded by the end of the process. */
static void enter_ledger(const char *text)
{
    const char *path = getenv("SEABIND_TEST_LEDGER");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;
    if (file != NULL) {
        fputs(text, file);
        fclose(file);
    }
}
static int city_load(void)
{
    const char *fails = getenv("CITY_FAILS");
    if (fails != NULL) {
        return atoi(fails);
    }
    loads++;
    enter_ledger("+city\n");
    return 0;
}
static void city_unload(void)
{
    unloads++;
    enter_ledger("-city\n");
}

static house house_make(int rooms)                    { return (house){rooms}; }
static long  count_house(census *c, const house *h)   { return c->houses += h != NULL; }
static long  counted(const house *h, census *c) { return c->houses * 100 + h->rooms; }
static void  note(census *c, PyObject *o)
{
    PyObject *old = c->notes;
    c->notes = Py_NewRef(o);
    Py_XDECREF(old);
}
static PyObject *notes(census *c) { return Py_NewRef(c->notes != NULL ? c->notes : Py_None); }
static int  loaded(void)   { return loads; }
static int  unloaded(void) { return unloads; }

static int  census_init(census *c)    { c->houses = 1000; return 0; }
static int  census_traverse(census *c, visitproc visit, void *arg) { Py_VISIT(c->notes); return 0; }
static void census_clear(census *c)   { Py_CLEAR(c->notes); }
static void census_destroy(census *c) { c->houses = 0; }

SEA_STATE(census, census,
    (init,     census_init),
    (destroy,  census_destroy),
    (traverse, census_traverse),
    (clear,    census_clear));

SEA_EXCEPTION(CityError, ValueError);

SEA_CLASS(House, house,
    (init,   house_make, (int, rooms)),
    (field,  rooms, int),
    (method, counted, counted, long, (self), (state, census)));

/* What needs the library when it dies. */
typedef struct tower { int floors; } tower;
static int towers;
static tower *tower_new(void)       { towers++; enter_ledger("+tower\n"); return calloc(1, sizeof(tower)); }
static void   tower_free(tower *t)
{
    towers--;
    enter_ledger(loads == unloads ? "-tower, too late\n" : "-tower\n");
    free(t);
}
static int tower_count(void) { return towers; }
SEA_HANDLE(Tower, tower *,
    (init,    tower_new),
    (destroy, tower_free),
    (static,  count, tower_count, int));

static PyObject *all_names(void) { return Py_BuildValue("[ss]", "House", "transport"); }
static int city_exec(PyObject *module)
{
    census *c = sea_state_census(module);
    if (c == NULL) {
        PyErr_SetString(PyExc_AssertionError, "no state");
        return -1;
    }
    c->houses = 0;
    if (getenv("CITY_EXEC_FAILS") != NULL) {
        PyErr_SetString(PyExc_OSError, "no city here");
        return -1;
    }
    return PyModule_AddIntConstant(module, "made_by_exec", 1);
}

SEA_MODULE(city,
    (doc,       "A town."),
    (threads,   safe),
    (load,      city_load, city),
    (unload,    city_unload),
    (state,     census),
    (exception, CityError),
    (class,     House),
    (class,     Tower),
    (part,      city_parks),
    (submodule, transport),
    (constant, "__version__", str, "1.2"),
    (constant, "__all__", object, all_names()),
    (constant, villa, House, house_make(12)),
    (function,  count_house, count_house, long, (state, census), (ref(House), h)),
    (function,  note, note, none, (state, census), (object, o)),
    (function,  notes, notes, object, (state, census)),
    (function,  loaded, loaded, int),
    (function,  unloaded, unloaded, int),
    (exec,      city_exec));
