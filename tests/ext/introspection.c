/* What Python sees of functions and classes without calling them, and what value classes do
 * by themselves, for test_introspection.py. */
#include <seabind/seabind.h>
#include <math.h>

typedef struct { double x, y; } vec2;
typedef struct { vec2 from, to; bool open; } path;
typedef struct { vec2 base; float weight; } heavy;
typedef struct { vec2 base; int hidden; } secret;
typedef struct { char c; int n; bool b; } padded;
typedef struct { char c; char unseen; int n; } unseen;
typedef struct { int n; int rest; } partly;
typedef struct { const double value; const int unit; } fixed;
typedef struct { int n; } number;
typedef struct { const char *text; } text;

static vec2   vec2_make(double x, double y)        { return (vec2){x, y}; }
static vec2   vec2_moved(const vec2 *v, vec2 by)   { return (vec2){v->x + by.x, v->y + by.y}; }
static path   path_make(vec2 from, vec2 to, bool o) { return (path){from, to, o}; }
static heavy  heavy_make(double x, double y, float w) { return (heavy){{x, y}, w}; }
static secret secret_make(int hidden)              { return (secret){{1, 2}, hidden}; }
static padded padded_make(char c, int n, bool b)
{
    padded p;
    memset(&p, n, sizeof p); /* what is between the members differs */
    p.c = c;
    p.n = n;
    p.b = b;
    return p;
}
static unseen unseen_make(int n)                   { return (unseen){'a', 'b', n}; }
static partly partly_make(int n, int rest)         { return (partly){n, rest}; }
static int    partly_rest(const partly *p)         { return p->rest; }
static fixed  fixed_make(double value, int unit)   { return (fixed){value, unit}; }
static number number_make(int n)                   { return (number){n}; }
static number number_three(void)                   { return (number){3}; }
static text   text_make(void)                      { return (text){"text"}; }
static bool   number_eq(const number *a, const number *b) { return a->n % 10 == b->n % 10; }
static const char *number_repr(const number *n)    { (void)n; return "a number"; }
static long   number_hash(const number *n)         { return n->n % 10; }

SEA_DECLARE_CLASS(Vec2, vec2);

SEA_CLASS(Path, path,
    (init,   path_make, (Vec2, from_, ((vec2){0, 0})), (Vec2, to, ((vec2){1, INFINITY})),
             (bool, open, false)),
    (field,  from_, from, Vec2), (field, to, Vec2, (readonly)), (field, open, bool));

SEA_CLASS(Vec2, vec2,
    (doc,    "In the plane."),
    (init,   vec2_make, (double, x, 0.0), (double, y, -0.0), (doc, "Make one.")),
    (field,  x, double, (doc, "Abscissa.")), (field, y, double),
    (method, moved, vec2_moved, Vec2, (Vec2, by, ((vec2){1, 2})), (doc, "Return it moved.")),
    (method, own, vec2_moved, Vec2, (Vec2, by), (signature, "(by={1: 2})"), (doc, "Own.")),
    (method, none, vec2_moved, Vec2, (Vec2, by), (signature, "() -> Vec2")),
    (static, at, vec2_make, Vec2, (double, x, NAN), (kwonly), (double, y, -INFINITY)),
    (property, sum, vec2_moved, Vec2, (fixed(vec2), ((vec2){1, 1})), (doc, "Moved by one.")));

SEA_CLASS(Heavy, heavy,
    (base,   Vec2, base),
    (init,   heavy_make, (double, x), (double, y), (float, weight, 0.5f)),
    (field,  weight, float));

SEA_CLASS(Secret, secret,
    (base,   Vec2, base),
    (init,   secret_make, (int, hidden)));

SEA_CLASS(Padded, padded,
    (init,   padded_make, (char, c), (int, n), (bool, b)),
    (field,  n, int), (field, c, char), (field, b, bool));

SEA_CLASS(Unseen, unseen,
    (init,   unseen_make, (int, n)),
    (field,  c, char), (field, n, int));

SEA_CLASS(Partly, partly,
    (init,   partly_make, (int, n), (int, rest, 0)),
    (field,  n, int));

SEA_CLASS(Plain, partly,
    (plain),
    (init,   partly_make, (int, n), (int, rest, 0)),
    (field,  n, int), (method, rest, partly_rest, int));

SEA_CLASS(Alone, number,
    (identity),
    (init,   number_make, (int, n)),
    (field,  n, int));

SEA_CLASS(Fixed, fixed,
    (init,   fixed_make, (double, value), (int, unit, 1)),
    (field,  value, double), (field, unit, int));

SEA_CLASS(Own, number,
    (init,   number_make, (int, n)),
    (operator, eq, number_eq, bool, (ref(Own), other)),
    (operator, repr, number_repr, str),
    (field,  n, int, (readonly)));

SEA_CLASS(Hashed, number,
    (init,   number_make, (int, n)),
    (operator, hash, number_hash, long),
    (field,  n, int));

SEA_CLASS(Made, number,
    (field,  n, int, (readonly)));

SEA_CLASS(Text, text,
    (init,   text_make), (field, text, str));

static int    twice(int n)                         { return 2 * n; }
static double defaults(double inf, double nan, double minus, float f, char c, bool b,
                       const char *s, const char *none, long n, vec2 v)
{
    return inf + nan + minus + (double)f + c + b + s[0] + (none != NULL) + (double)n + v.x;
}

SEA_MODULE(introspection,
    (doc,    "To be looked at."),
    (class,  Path), (class, Vec2), (class, Heavy), (class, Secret), (class, Padded),
    (class,  Unseen), (class, Partly), (class, Plain), (class, Alone), (class, Fixed),
    (class,  Own), (class, Hashed), (class, Made), (class, Text),
    (function, twice, twice, int, (int, n), (doc, "Return twice *n*.")),
    (function, three, number_three, Made),
    (function, own, twice, int, (int, n), (doc, "Twice."),
               (signature, "(n, /, *rest, flag=(1, ')'), **more) -> int")),
    (function, nothing, number_three, Made, (signature, "()")),
    (function, defaults, defaults, double, (double, inf, INFINITY), (double, nan, NAN),
             (double, minus, -INFINITY), (float, f, 0.5f), (char, c, 'a'), (bool, b, true),
             (str, s, "a'\n\"\303\251)\n--\n\n"), (opt(str), none, NULL), (long, n, -3),
             (Vec2, v, ((vec2){-1, 0.5}))));
