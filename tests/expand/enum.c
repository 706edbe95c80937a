#include <seabind/seabind.h>

enum colour { COLOUR_RED, COLOUR_GREEN };

SEA_ENUM(Colour, enum colour,
    (values, COLOUR_, RED, GREEN));
