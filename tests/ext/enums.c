/* Enums and flags, of every kind, in every place where a converter may stand. */
#include <seabind/seabind.h>

/* ---- what a library might declare ---- */
enum colour { COLOUR_RED, COLOUR_GREEN, COLOUR_BLUE = 5, COLOUR_CRIMSON = COLOUR_RED };
typedef enum { LEVEL_LOW = -1, LEVEL_MIDDLE, LEVEL_HIGH } level;
typedef unsigned char shape_t;
#define SHAPE_ROUND 1
#define SHAPE_SQUARE 200
#define Z_OK 0
#define Z_STREAM_END 1
#define Z_BUF_ERROR (-5)
#define OPEN_READ 1
#define OPEN_WRITE 2
#define OPEN_BOTH (OPEN_READ | OPEN_WRITE)
#define OPEN_CREATE 8
#define POLL_IN 1u
#define POLL_EDGE (1u << 31)
#define MASK_A 1ull
#define MASK_TOP (1ull << 63)
typedef enum { SUIT_clubs = 1, SUIT_hearts, SUIT_continue } suit;
typedef long long big;
#define BIG_LEAST (-9223372036854775807LL - 1)
#define BIG_MOST 9223372036854775807LL
#define BIG_ZERO 0LL

SEA_ENUM(Colour, enum colour,
    (doc,    "What it looks like."),
    (values, COLOUR_, RED, GREEN), (value, BLUE, COLOUR_BLUE), (value, "CRIMSON", COLOUR_CRIMSON));
SEA_ENUM(Level, level, (values, LEVEL_, LOW, MIDDLE, HIGH), (export));
SEA_ENUM(Shape, shape_t, (values, SHAPE_, ROUND, SQUARE), (unknown, keep));
SEA_ENUM(Code, int, (macros, Z_, OK, STREAM_END), (macros, Z_, BUF_ERROR), (unknown, error));
SEA_ENUM(Suit, suit, (values, SUIT_, clubs, hearts), (value, continue_, SUIT_continue), (plain));
SEA_ENUM(Big, big, (values, BIG_, LEAST, ZERO, MOST));
SEA_FLAGS(Open, int, (doc, "How to open."), (values, OPEN_, READ, WRITE, BOTH, CREATE));
SEA_FLAGS(Poll, int, (values, POLL_, IN, EDGE), (unknown, error));
SEA_FLAGS(Mask, unsigned long long, (values, MASK_, A, TOP), (unknown, int));
SEA_FLAGS(Loose, unsigned, (values, OPEN_, READ, WRITE), (unknown, drop));
SEA_FLAGS(Style, unsigned short, (values, OPEN_, READ, WRITE, CREATE), (plain));

static enum colour colour(enum colour c)            { return c; }
static enum colour to_colour(int n)                 { return (enum colour)n; }
static level   to_level(level l)                    { return l; }
static int     level_of(level l)                    { return l; }
static level   level_from(int n)                    { return (level)n; }
static shape_t shape(shape_t s)                     { return s; }
static int     code(int n)                          { return n; }
static suit    to_suit(suit s)                      { return s; }
static suit    suit_from(int n)                     { return (suit)n; }
static int     suit_of(suit s)                      { return (int)s; }
static big     to_big(big b)                        { return b; }
static int     open_(int n)                         { return n; }
static unsigned long long mask(unsigned long long m) { return m; }
static unsigned loose(unsigned n)                   { return n; }
static unsigned short style(unsigned short n)       { return n; }
static void    next_(enum colour in, enum colour *out) { *out = in == COLOUR_RED ? COLOUR_GREEN : COLOUR_RED; }
static void    turn(enum colour *c)                 { *c = *c == COLOUR_RED ? COLOUR_BLUE : COLOUR_RED; }
static int     count(const enum colour *c, size_t n, enum colour which)
{
    int found = 0;
    for (size_t i = 0; i < n; i++) {
        found += c[i] == which;
    }
    return found;
}

SEA_STATUS(checked, int,
    (failure,   it < 0),
    (raise,     ValueError, "code %d", it),
    (attribute, code, Code, it),
    (result,    Colour, (enum colour)it));

typedef struct pen { enum colour colour; int mode; suit suit; const enum colour made; } pen;
static pen pen_make(enum colour c, int mode) { return (pen){c, mode, SUIT_clubs, c}; }
static enum colour pen_colour(const pen *p)  { return p->colour; }
static void pen_set(pen *p, enum colour c)   { p->colour = c; }
enum tip { TIP_FINE, TIP_BROAD };
static enum tip pen_tip(const pen *p, enum tip t) { (void)p; return t; }

SEA_ENUM(Tip, enum tip, (values, TIP_, FINE, BROAD), (export));
SEA_CLASS(Pen, pen,
    (enum,     Tip),
    (init,     pen_make, (Colour, colour, COLOUR_RED), (Open, mode, OPEN_READ)),
    (field,    colour, Colour), (field, mode, Open), (field, suit, Suit),
    (field,    made, Colour),
    (property, shade, pen_colour, Colour, (setter, pen_set, none, (Colour, value))),
    (method,   tip, pen_tip, Tip, (Tip, tip, TIP_BROAD)));

typedef struct lamp { enum colour colour; } lamp;
static int lamp_init(lamp *l, enum colour c) { l->colour = c; return 0; }
static void lamp_free(lamp *l)               { (void)l; }
SEA_HANDLE(Lamp, lamp *,
    (embedded),
    (init,    lamp_init, checked, (self), (Colour, colour)),
    (destroy, lamp_free),
    (field,   colour, Colour));

SEA_MODULE(enums,
    (threads,  safe),
    (class,    Pen), (class, Lamp),
    (enum,     Colour), (enum, Level), (enum, Shape), (enum, Code), (enum, Suit), (enum, Big),
    (enum,     Open), (enum, Poll), (enum, Mask), (enum, Loose), (enum, Style),
    (function, colour, colour, Colour, (Colour, c, COLOUR_GREEN)),
    (function, to_colour, to_colour, Colour, (int, n)),
    (function, level, to_level, Level, (Level, l)),
    (function, level_of, level_of, int, (Level, l)),
    (function, level_from, level_from, Level, (int, n)),
    (function, shape, shape, Shape, (Shape, s)),
    (function, code, code, Code, (int, n)),
    (function, code_of, code, int, (Code, c)),
    (function, suit, to_suit, Suit, (Suit, s, SUIT_hearts)),
    (function, suit_from, suit_from, Suit, (int, n)),
    (function, suit_of, suit_of, int, (Suit, s)),
    (function, big, to_big, Big, (Big, b)),
    (function, open, open_, Open, (Open, mode, OPEN_READ | OPEN_CREATE)),
    (function, open_bits, open_, int, (Open, mode)),
    (function, poll, open_, Poll, (Poll, events)),
    (function, poll_from, open_, Poll, (int, events)),
    (function, mask, mask, Mask, (Mask, m)),
    (function, mask_from, mask, Mask, (ullong, m)),
    (function, loose, loose, Loose, (Loose, m)),
    (function, loose_from, loose, Loose, (uint, m)),
    (function, style, style, Style, (Style, s)),
    (function, as_int, code, as(Colour, int), (as(Colour, int), c)),
    (function, next, next_, none, (Colour, c), (out(Colour), after)),
    (function, turn, turn, none, (inout(Colour), c)),
    (function, count, count, int, (list(Colour), cs), (Colour, which)),
    (function, check, code, checked, (int, n)));
