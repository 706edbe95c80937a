#include <seabind/seabind.h>

int twice(int n);

SEA_MODULE(tiny,
    (doc, "A tiny module."),
    (function, twice, twice, int, (int, n, 1)));
