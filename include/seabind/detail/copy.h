/* (copy, fn) in a handle's block: copy.copy() and copy.deepcopy() by a function of C's. */
#ifndef SEABIND_DETAIL_COPY_H
#define SEABIND_DETAIL_COPY_H

#include "item.h"
#include "method.h"

/* __deepcopy__: what __copy__ returns, as C's copies share nothing that Python sees. */
SEAI_HIDDEN PyObject *seai_deepcopy(PyObject *self, PyObject *memo);

#define SEAI_HANDLE_KNOWS_copy ~, copy
#define SEAI_COUNT_OF_copy(...) +2 * SEAI_COUNT_METHOD
#define SEAI_MAKE_copy(C, i, kind, fn, ...)                                            \
    SEAI_CAT(SEAI_MAKE_COPY_, SEAI_IS_PAREN(fn))(C, i, kind, fn, __VA_ARGS__)
#define SEAI_MAKE_COPY_1(C, i, kind, ...) SEAI_INCOMPLETE(C, kind, kind, function)
#define SEAI_MAKE_COPY_0(C, i, kind, fn, ...)                                          \
    _Static_assert(!seai_is_embedded_##C,                                              \
                   "seabind: " SEAI_STR(C) ": (copy, " #fn "): a C object that lies "  \
                                           "in its Python object has no copy");        \
    SEAI_METHOD(C, i, C##_##i, __copy__, fn, owned(C), 0, __VA_ARGS__)                 \
    SEAI_DEFAULTS(C##_##i, __VA_ARGS__)                                                \
    _Static_assert(SEAI_NPARAMS(C##_##i) == 0,                                         \
                   "seabind: " SEAI_STR(C) ": (copy, " #fn                             \
                                           "): it has no Python parameters");
#define SEAI_ROW_OF_copy(C, i, kind, fn, ...)                                          \
    SEAI_CAT(SEAI_ROW_COPY_, SEAI_IS_PAREN(fn))(C, i, __VA_ARGS__)
#define SEAI_ROW_COPY_1(...)
#define SEAI_ROW_COPY_0(C, i, ...)                                                     \
    SEAI_ROW(C##_##i, i, SEAI_ITEM_METHOD, SEAI_OP_none, __copy__, __VA_ARGS__)
#define SEAI_INFO_OF_copy(...) .deepcopy = seai_deepcopy,

#endif
