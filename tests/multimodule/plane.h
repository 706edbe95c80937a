/* What geometry's owner and its users agree on. */
#ifndef PLANE_H
#define PLANE_H

#ifdef OTHER_LAYOUT
#    define COORDINATE float
#else
#    define COORDINATE double
#endif
typedef struct vec2 {
    COORDINATE x, y;
} vec2;
#define VEC2_SHARED (shared, "org.example.plane.Vec2", 1, x, y)

typedef struct pen pen; /* opaque */
#define PEN_SHARED (shared, "org.example.plane.Pen", 1)

/* what C code of the users may call */
typedef struct pen_functions {
    pen *(*make)(int width);
    void (*destroy)(pen *);
    int (*width)(const pen *);
} pen_functions;

#endif
