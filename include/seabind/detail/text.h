/* Converters of text and numbers that are not in every extension: complex, paths, wide and
 * UTF-16 and UTF-32 text, mixed values, times.  They are declared like those of the user's
 * (converter.h). */
#ifndef SEABIND_DETAIL_TEXT_H
#define SEABIND_DETAIL_TEXT_H

#include "../value.h"
#include "converter.h"
#include <time.h>
#include <wchar.h>

/* A converter whose functions are in the runtime. */
#define SEAI_DECLARE_CONVERTER(N, can, ...)                                            \
    typedef __VA_ARGS__ sea_ctype_##N;                                                 \
    SEAI_DECLARE_VALUE(N, can)                                                         \
    SEAI_HIDDEN const char *sea_load_##N(PyObject *, sea_ctype_##N *, seai_hold **);   \
    SEAI_HIDDEN PyObject *sea_cast_##N(seai_where, sea_ctype_##N);

/* os.fspath(), UTF-8 with surrogateescape or what the file system has, and back */
SEAI_DECLARE_CONVERTER(path, SEAI_LISTS | SEAI_RELEASES, const char *)
/* text of 16 and 32 bits a unit, of the machine's byte order, up to a 0 */
SEAI_DECLARE_CONVERTER(wstr, SEAI_LISTS | SEAI_RELEASES, const wchar_t *)
SEAI_DECLARE_CONVERTER(u16str, SEAI_LISTS | SEAI_RELEASES, const uint_least16_t *)
SEAI_DECLARE_CONVERTER(u32str, SEAI_LISTS | SEAI_RELEASES, const uint_least32_t *)

/* None, bool, int, float, str or bytes */
SEAI_DECLARE_CONVERTER(value, SEAI_LENDS, sea_value)

/* datetime, with a time zone for a result; timedelta; datetime without a time zone */
SEAI_DECLARE_CONVERTER(timestamp, 0, time_t)
SEAI_DECLARE_CONVERTER(timespec, 0, struct timespec)
SEAI_DECLARE_CONVERTER(duration, 0, struct timespec)
SEAI_DECLARE_CONVERTER(seconds, 0, double)
SEAI_DECLARE_CONVERTER(tm, 0, struct tm)

/* owned(X): of memory that is C's to free */
#define SEAI_OWNED_TEXT(N, ...) typedef __VA_ARGS__ sea_owned_##N;
SEAI_OWNED_TEXT(path, char *)
SEAI_OWNED_TEXT(wstr, wchar_t *)
SEAI_OWNED_TEXT(u16str, uint_least16_t *)
SEAI_OWNED_TEXT(u32str, uint_least32_t *)
#undef SEAI_OWNED_TEXT
#define SEAI_CASTER_owned_path ~, PLAIN
#define SEAI_CASTER_owned_wstr ~, PLAIN
#define SEAI_CASTER_owned_u16str ~, PLAIN
#define SEAI_CASTER_owned_u32str ~, PLAIN
#define SEAI_KNOWS_OWNED_path ~, 1
#define SEAI_KNOWS_OWNED_wstr ~, 1
#define SEAI_KNOWS_OWNED_u16str ~, 1
#define SEAI_KNOWS_OWNED_u32str ~, 1
#define SEAI_NARROWS_path ~, 1
#define SEAI_NARROWS_wstr ~, 1
#define SEAI_NARROWS_u16str ~, 1
#define SEAI_NARROWS_u32str ~, 1
/* as(X, T) as a result is no status */
#define SEAI_RIS_path ~, ~, 1
#define SEAI_RIS_wstr ~, ~, 1
#define SEAI_RIS_u16str ~, ~, 1
#define SEAI_RIS_u32str ~, ~, 1
#define SEAI_RIS_timestamp ~, ~, 1
#define SEAI_RIS_seconds ~, ~, 1
#define SEAI_RIS_complex ~, ~, 1
#define SEAI_RIS__Complex ~, ~, 1
#define SEAI_NARROWS_seconds ~, 2

/* ---- complex: C11 may leave it out; its header is never included here, whose macro
 * `complex` may expand the word in a block ---- */
#ifndef __STDC_NO_COMPLEX__
SEAI_DECLARE_CONVERTER(complex, 0, double _Complex)
SEAI_ACCESSORS(complex)
typedef sea_ctype_complex sea_ctype__Complex;
typedef seai_error_complex seai_error__Complex;
typedef seai_context_complex seai_context__Complex;
SEAI_DECLARE_KNOWN(converter, _Complex, sea_ctype_complex)
SEAI_DECLARE_KNOWN(result, _Complex, sea_ctype_complex)
SEAI_DECLARE_KNOWN(error, _Complex, seai_error_complex)
SEAI_DECLARE_KNOWN(context, _Complex, seai_context_complex)
#    define seai_viewed__Complex seai_viewed_complex
#    define sea_class__Complex sea_class_complex
#    define sea_load__Complex sea_load_complex
#    define sea_cast__Complex sea_cast_complex
#    define seai_judge__Complex seai_judge_complex
#    define seai_raise__Complex seai_raise_complex
#    define seai_result__Complex seai_result_complex
#    define seai_length__Complex seai_length_complex
#    define SEAI_NARROWS_complex ~, 3
#    define SEAI_NARROWS__Complex ~, 3
/* parts that are finite stay finite */
#    define SEAI_NARROW_3(F, T, from, to)                                              \
        ((to) = (T)(from), !((from) - (from) == 0) || (to) - (to) == 0)
#    define SEAI_KEEPS_3(C, T, v) (!((v) - (v) == 0) || (C)(v) - (C)(v) == 0)
#    define SEAI_GENERIC_COMPLEX(f) , double _Complex : f##complex
#else
#    define SEAI_GENERIC_COMPLEX(f)
#endif

#endif
