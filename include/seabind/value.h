/* A value of one of Python's plain types, in plain C: what the converter `value` passes and
 * takes. */
#ifndef SEABIND_VALUE_H
#define SEABIND_VALUE_H

#include "buffer.h"
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sea_kind {
    SEA_NONE, /* a zeroed sea_value is None */
    SEA_BOOL,
    SEA_INT,
    SEA_FLOAT,
    SEA_TEXT,
    SEA_BYTES
} sea_kind;

typedef struct sea_value {
    sea_kind kind; /* which member there is */
    union {
        bool truth;
        long long integer;
        double real;
        sea_bytes
            text; /* UTF-8; a 0 may be in it, and as a parameter one is behind it */
        sea_bytes bytes; /* as a parameter a 0 is behind them */
    } as;
} sea_value;

#ifdef __cplusplus
}
#endif
#endif
