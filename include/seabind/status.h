/* Statuses that are ready: what the C results of POSIX, of glue code and of yes-or-no
 * functions mean.  Include it where a block names one of them. */
#ifndef SEABIND_STATUS_H
#define SEABIND_STATUS_H

#include "seabind.h"
#include <errno.h>

#if !defined(SEABIND_STRICT_DIAGNOSTICS) && (defined(__GNUC__) || defined(__clang__))
#    pragma GCC system_header
#endif

#ifndef __cplusplus /* blocks are C */

/* -1 and errno: OSError, or the subclass for the number */
SEA_STATUS(posix, int, (failure, it == -1), (raise_errno));
SEA_STATUS(posix_int, int, (failure, it == -1), (raise_errno), (result, int, it));
SEA_STATUS(posix_long, long, (failure, it == -1), (raise_errno), (result, long, it));
/* the number itself, as functions of pthread.h return it; 0 is success */
SEA_STATUS(posix_number, int, (failure, it != 0), (raise_errno, it));

/* true is success */
SEA_STATUS(ok, bool, (failure, !it),
           (raise, RuntimeError, "the C function reports a failure"));

/* glue code that has set an exception where it returns -1, as CPython's own functions do */
SEA_STATUS(python, int, (failure, it < 0), (propagate));

#endif
#endif
