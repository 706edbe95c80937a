/* seabind: Python bindings for C, in C.  This is the header to include; docs/reference.md
 * describes the blocks.  Include it before system headers where you can: Python.h wants to
 * be first. */
#ifndef SEABIND_H
#define SEABIND_H

#include "buffer.h"
#include "error.h"
#include "shared.h"
#include "value.h"
#include "version.h"

#if !defined(SEABIND_STRICT_DIAGNOSTICS) && (defined(__GNUC__) || defined(__clang__))
/* A mistake in a block is then reported at the block, without the macros' inside. */
#    pragma GCC system_header
#endif

#ifdef __cplusplus
#    include <Python.h> /* blocks are C; C++ sees the declarations */
#else
#    include "detail/compat.h" /* one by one: a message then names two files, not six */
#endif
#if !defined(__cplusplus) && !defined(SEABIND_STUBS) /* with it, the blocks are left */
#    include "detail/abi.h"
#    include "detail/map.h"
#    include "detail/convert.h"
#    include "detail/count.h"
#    include "detail/call.h"
#    include "detail/kind.h"
#    include "detail/known.h"
#    include "detail/held.h"
#    include "detail/value.h"
#    include "detail/nothing.h"
#    include "detail/parameter.h"
#    include "detail/container.h"
#    include "detail/pairs.h"
#    include "detail/structs.h"
#    include "detail/exception.h"
#    include "detail/around.h"
#    include "detail/status.h"
#    include "detail/function.h"
#    include "detail/converter.h"
#    include "detail/text.h"
#    include "detail/pointer.h"
#    include "detail/chars.h"
#    include "detail/file.h"
#    include "detail/item.h"
#    include "detail/keep.h"
#    include "detail/method.h"
#    include "detail/operator.h"
#    include "detail/fieldarray.h"
#    include "detail/field.h"
#    include "detail/init.h"
#    include "detail/constant.h"
#    include "detail/enum.h"
#    include "detail/shared.h"
#    include "detail/class.h"
#    include "detail/structure.h"
#    include "detail/module.h"
#    include "detail/vector.h"
#    include "detail/memory.h"
#endif

#endif
