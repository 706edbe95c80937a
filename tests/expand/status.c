#include <seabind/seabind.h>

SEA_STATUS(count, int,
    (failure, it < 0), (raise, ValueError, "error %d", it),
    (result, int, it));
