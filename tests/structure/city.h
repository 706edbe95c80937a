/* A package over three files: what they know of each other. */
#ifndef CITY_H
#define CITY_H
#include <seabind/seabind.h>

typedef struct house { int rooms; } house;
typedef struct census { long houses; PyObject *notes; } census;

SEA_DECLARE_CLASS(House, house);
SEA_DECLARE_PART(city_parks);
SEA_DECLARE_SUBMODULE(transport);
SEA_DECLARE_EXCEPTION(CityError);
SEA_DECLARE_STATE(census, census);

SEA_STATUS(city, int,
    (failure, it != 0),
    (raise,   CityError, "error %d", it),
    (attribute, code, int, it));

#endif
