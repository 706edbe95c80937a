/* Converters of times: C's structs and datetime's objects.
 *
 * The C API of datetime has one pointer a C file for all interpreters, and is imported lazily;
 * here everything goes through the module that the running interpreter has, by name. */
#include "runtime.h"

enum { SECONDS_A_DAY = 86400 };

/* datetime's arithmetic may return NULL without an exception when there is no memory.
 * Passes o. */
static PyObject *checked(PyObject *o)
{
    return o != NULL || PyErr_Occurred() ? o : PyErr_NoMemory();
}
/* What a cast made, or could not. */
static PyObject *made(PyObject *o, const char *name)
{
    return o != NULL || checked(o) != NULL ? o : seai_cast_failed(name);
}
/* datetime.NAME: new reference, or NULL with an exception. */
static PyObject *datetime_get(const char *name)
{
    PyObject *key = PyUnicode_InternFromString("datetime"), *result = NULL;
    PyObject *module = key != NULL ? PyImport_GetModule(key) : NULL;
    if (module == NULL && key != NULL && !PyErr_Occurred()) {
        module = PyImport_Import(key);
    }
    if (module != NULL) {
        result = PyObject_GetAttrString(module, name);
    }
    Py_XDECREF(module);
    Py_XDECREF(key);
    return result;
}
/* Whether o is a datetime.NAME: NULL, `expected`, or SEAI_RAISED. */
static const char *check_type(PyObject *o, const char *name, const char *expected)
{
    PyObject *type = datetime_get(name);
    int is = type != NULL ? PyObject_IsInstance(o, type) : -1;
    Py_XDECREF(type);
    return is < 0 ? SEAI_RAISED : is ? NULL : expected;
}
/* An attribute that is a small int: 0, or -1 with an exception. */
static int get_int(PyObject *o, const char *name, long *out)
{
    PyObject *value = PyObject_GetAttrString(o, name);
    *out = value != NULL ? PyLong_AsLong(value) : -1;
    Py_XDECREF(value);
    return *out == -1 && PyErr_Occurred() ? -1 : 0;
}
/* datetime.timezone.utc: new reference. */
static PyObject *utc(void)
{
    PyObject *zone = datetime_get("timezone");
    PyObject *result = zone != NULL ? PyObject_GetAttrString(zone, "utc") : NULL;
    Py_XDECREF(zone);
    return result;
}
/* 1970-01-01 00:00 UTC: new reference. */
static PyObject *epoch(void)
{
    PyObject *type = datetime_get("datetime"), *zone = NULL, *result = NULL;
    if (type != NULL && (zone = utc()) != NULL) {
        result = PyObject_CallFunction(type, "iiiiiiiO", 1970, 1, 1, 0, 0, 0, 0, zone);
    }
    Py_XDECREF(type);
    Py_XDECREF(zone);
    return result;
}
/* A timedelta in seconds and microseconds (0 to 999999): 0, or -1 with an exception. */
static int delta_get(PyObject *delta, long long *seconds, long *micros)
{
    long days, rest;
    if (get_int(delta, "days", &days) < 0 || get_int(delta, "seconds", &rest) < 0 ||
        get_int(delta, "microseconds", micros) < 0) {
        return -1;
    }
    *seconds = (long long)days * SECONDS_A_DAY + rest;
    return 0;
}
static PyObject *delta_new(long long seconds, long micros)
{
    PyObject *type = datetime_get("timedelta"), *result = NULL;
    if (type != NULL) {
        result = PyObject_CallFunction(type, "iLl", 0, seconds, micros);
    }
    Py_XDECREF(type);
    return made(result, "timedelta");
}
/* A datetime's distance from 1970; a naive one is local time, as timestamp() has it. */
static const char *moment_get(PyObject *o, long long *seconds, long *micros)
{
    PyObject *zone, *there = NULL, *from = NULL, *delta = NULL;
    const char *e = check_type(o, "datetime", "datetime");
    int failed = 1;
    if (e != NULL) {
        return e;
    }
    if ((zone = utc()) != NULL &&
        (there = PyObject_CallMethod(o, "astimezone", "O", zone)) != NULL &&
        (from = epoch()) != NULL && (delta = PyNumber_Subtract(there, from)) != NULL) {
        failed = delta_get(delta, seconds, micros) < 0;
    }
    Py_XDECREF(zone);
    Py_XDECREF(there);
    Py_XDECREF(from);
    Py_XDECREF(delta);
    if (failed) {
        (void)checked(NULL);
        return seai_load_failed(NULL);
    }
    return NULL;
}
static PyObject *moment_new(long long seconds, long micros)
{
    PyObject *from = epoch(), *delta = NULL, *result = NULL;
    if (from != NULL && (delta = delta_new(seconds, micros)) != NULL) {
        result = PyNumber_Add(from, delta);
    }
    Py_XDECREF(from);
    Py_XDECREF(delta);
    return made(result, "datetime");
}
/* Whether seconds fit a time_t. */
static const char *fits(long long seconds, time_t *out)
{
    *out = (time_t)seconds;
    if ((long long)*out != seconds) {
        PyErr_Format(PyExc_OverflowError, "%lld seconds do not fit time_t", seconds);
        return SEAI_REFUSED;
    }
    return NULL;
}
/* The microseconds of a struct timespec, and its seconds: NULL when it is none. */
static PyObject *spec_cast(struct timespec v, PyObject *(*make)(long long, long))
{
    if (v.tv_nsec < 0 || v.tv_nsec > 999999999) {
        PyErr_Format(PyExc_ValueError, SEAI_GAVE "a struct timespec of %ld nanoseconds",
                     (long)v.tv_nsec);
        return NULL;
    }
    return make((long long)v.tv_sec, (long)(v.tv_nsec / 1000));
}

/* ---- time_t, struct timespec ---- */
const char *sea_load_timestamp(PyObject *o, time_t *out, seai_hold **top)
{
    long long seconds = 0;
    long micros;
    const char *e = moment_get(o, &seconds, &micros);
    (void)top;
    return e != NULL ? e : fits(seconds, out);
}
PyObject *sea_cast_timestamp(seai_where where, time_t v)
{
    (void)where;
    return moment_new((long long)v, 0);
}
const char *sea_load_timespec(PyObject *o, struct timespec *out, seai_hold **top)
{
    long long seconds = 0;
    long micros = 0;
    const char *e = moment_get(o, &seconds, &micros);
    (void)top;
    memset(out, 0, sizeof *out);
    out->tv_nsec = micros * 1000;
    return e != NULL ? e : fits(seconds, &out->tv_sec);
}
PyObject *sea_cast_timespec(seai_where where, struct timespec v)
{
    (void)where;
    return spec_cast(v, moment_new);
}

/* ---- timedelta ---- */
const char *sea_load_duration(PyObject *o, struct timespec *out, seai_hold **top)
{
    long long seconds = 0;
    long micros = 0;
    const char *e = check_type(o, "timedelta", "timedelta");
    (void)top;
    if (e == NULL && delta_get(o, &seconds, &micros) < 0) {
        e = SEAI_RAISED;
    }
    memset(out, 0, sizeof *out);
    out->tv_nsec = micros * 1000;
    return e != NULL ? e : fits(seconds, &out->tv_sec);
}
PyObject *sea_cast_duration(seai_where where, struct timespec v)
{
    (void)where;
    return spec_cast(v, delta_new);
}
const char *sea_load_seconds(PyObject *o, double *out, seai_hold **top)
{
    long long seconds = 0;
    long micros = 0;
    const char *e = check_type(o, "timedelta", "timedelta");
    (void)top;
    if (e == NULL && delta_get(o, &seconds, &micros) < 0) {
        e = SEAI_RAISED;
    }
    *out = (double)seconds + (double)micros / 1e6;
    return e;
}
PyObject *sea_cast_seconds(seai_where where, double v)
{
    PyObject *type = datetime_get("timedelta"), *result = NULL;
    (void)where;
    if (type != NULL) {
        result = PyObject_CallFunction(type, "id", 0, v);
    }
    Py_XDECREF(type);
    return made(result, "timedelta");
}

/* ---- struct tm ---- */
/* Days since 1 March of year 0, of the proleptic Gregorian calendar. */
static long day_number(long year, long month, long day)
{
    year -= month < 3;
    month += month < 3 ? 9 : -3;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
           day - 1;
}
const char *sea_load_tm(PyObject *o, struct tm *out, seai_hold **top)
{
    static const char *const names[] = {"year", "month",  "day",
                                        "hour", "minute", "second"};
    long v[6] = {0};
    PyObject *zone;
    const char *e = check_type(o, "datetime", "datetime");
    (void)top;
    if (e != NULL) {
        return e;
    }
    if ((zone = PyObject_GetAttrString(o, "tzinfo")) == NULL) {
        return SEAI_RAISED;
    }
    Py_DECREF(zone);
    if (zone != Py_None) {
        PyErr_SetString(PyExc_ValueError,
                        "must be a datetime without a time zone: struct tm has none");
        return SEAI_REFUSED;
    }
    for (int i = 0; i < 6; i++) {
        if (get_int(o, names[i], &v[i]) < 0) {
            return SEAI_RAISED;
        }
    }
    memset(out, 0, sizeof *out);
    out->tm_year = (int)v[0] - 1900;
    out->tm_mon = (int)v[1] - 1;
    out->tm_mday = (int)v[2];
    out->tm_hour = (int)v[3];
    out->tm_min = (int)v[4];
    out->tm_sec = (int)v[5];
    out->tm_yday = (int)(day_number(v[0], v[1], v[2]) - day_number(v[0], 1, 1));
    out->tm_wday = (int)((day_number(v[0], v[1], v[2]) + 3) % 7);
    out->tm_isdst = -1; /* mktime() finds out */
    return NULL;
}
PyObject *sea_cast_tm(seai_where where, struct tm v)
{
    PyObject *type = datetime_get("datetime"), *result = NULL;
    (void)where;
    if (type != NULL && v.tm_year > 9999) {
        PyErr_Format(PyExc_ValueError, "year %lld is out of range",
                     (long long)v.tm_year + 1900);
    } else if (type != NULL) { /* a leap second is not in datetime */
        result = PyObject_CallFunction(type, "iiiiii", v.tm_year + 1900, v.tm_mon + 1,
                                       v.tm_mday, v.tm_hour, v.tm_min,
                                       v.tm_sec == 60 ? 59 : v.tm_sec);
    }
    Py_XDECREF(type);
    return made(result, "datetime");
}
