/* Inheritance: the base's struct is the first member. Identity: one C object, one Python
 * object. */
#include <seabind/seabind.h>

#include <math.h>
#include <stdlib.h>

/* ---- values ---- */
typedef struct shape {
    double x, y;
} shape;
typedef struct circle {
    shape shape;
    double radius;
} circle;
typedef struct dot { /* adds nothing */
    shape shape;
} dot;

static shape shape_make(double x, double y)
{
    return (shape){x, y};
}
static double shape_distance(const shape *s)
{
    return hypot(s->x, s->y);
}
static shape shape_moved(const shape *s, double by)
{
    return (shape){s->x + by, s->y + by};
}
static circle circle_make(double x, double y, double radius)
{
    return (circle){{x, y}, radius};
}
static circle circle_grown(const circle *c, double by)
{
    return (circle){c->shape, c->radius + by};
}
static dot dot_make(double x)
{
    return (dot){{x, x}};
}
static double total(const shape *a, shape b)
{
    return a->x + a->y + b.x + b.y;
}

SEA_CLASS(Shape, shape,
    (init,     shape_make, (double, x), (double, y)),
    (field,    x, double),
    (field,    y, double),
    (method,   distance, shape_distance, double),
    (method,   moved, shape_moved, Shape, (double, by)));

SEA_CLASS(Circle, circle,
    (base,     Shape, shape),
    (init,     circle_make, (double, x), (double, y), (double, radius, 1.0)),
    (field,    radius, double),
    (method,   grown, circle_grown, Circle, (double, by)));

SEA_CLASS(Dot, dot,
    (base,     Shape, shape),
    (init,     dot_make, (double, x)));

SEA_CLASS(Bare, circle, /* C makes them, Python does not */
    (base,     Shape, shape));

SEA_CLASS(Loose, shape,
    (mutable),
    (init,     shape_make, (double, x), (double, y)));

typedef struct looser {
    shape shape;
    int more;
} looser;
static looser looser_make(int more)
{
    return (looser){{1, 2}, more};
}
static looser looser_next(const looser *l)
{
    return (looser){l->shape, l->more + 1};
}
SEA_CLASS(Looser, looser,
    (base,     Loose, shape),
    (init,     looser_make, (int, more)),
    (field,    more, int),
    (method,   next, looser_next, Looser));

/* ---- handles ---- */
typedef struct widget {
    int references, kind;
    struct widget *next;
} widget;
typedef struct button {
    widget widget;
    int clicks;
} button;

static int alive, destroyed;
static void *widget_alloc(size_t size, int kind)
{
    widget *w = calloc(1, size);
    if (w != NULL) {
        w->references = 1;
        w->kind = kind;
        alive++;
    }
    return w;
}
static widget *widget_new(int kind)
{
    return widget_alloc(sizeof(widget), kind);
}
static button *button_new(void)
{
    return widget_alloc(sizeof(button), 100);
}
static void widget_unref(widget *w)
{
    destroyed++;
    if (--w->references == 0) {
        alive--;
        free(w);
    }
}
static void widget_link(widget *w, widget *next)
{
    w->next = next;
}
static widget *widget_next(const widget *w)
{
    return w->next;
}
static const widget *widget_self(const widget *w)
{
    return w;
}
/* one more reference for the caller */
static widget *widget_ref(widget *w)
{
    w->references++;
    return w;
}
static int button_click(button *b)
{
    return ++b->clicks;
}
static int count(void)
{
    return alive;
}
static int destroy_calls(void)
{
    return destroyed;
}

SEA_HANDLE(Widget, widget *,
    (init,     widget_new, (int, kind, 0)),
    (destroy,  widget_unref),
    (field,    kind, int),
    (field,    references, int, (readonly)),
    (method,   link, widget_link, void, (ptr(Widget), next)),
    (method,   next, widget_next, opt(ptr(Widget))),
    (method,   required_next, widget_next, ptr(Widget)),
    (method,   self, widget_self, ref(Widget)),
    (method,   ref, widget_ref, owned(Widget)));

SEA_HANDLE(Button, button *,
    (base,     Widget, widget),
    (init,     button_new),
    (method,   click, button_click, int));

/* opaque on both sides: C says that the pointers are alike */
typedef struct thing thing;
typedef struct special special;
static thing *thing_new(void)
{
    return (thing *)malloc(8);
}
static special *special_new(void)
{
    return (special *)malloc(8);
}
static void thing_free(thing *t)
{
    free(t);
}
static int thing_answer(const thing *t)
{
    return t != NULL ? 42 : 0;
}
SEA_HANDLE(Thing, thing *,
    (init,     thing_new),
    (destroy,  thing_free),
    (method,   answer, thing_answer, int));
SEA_HANDLE(Special, special *,
    (base,     Thing),
    (init,     special_new));

/* ---- embedded handles with objects, on both levels ---- */
typedef struct node {
    PyObject *left;
} node;
typedef struct wide_node {
    node node;
    PyObject *right;
} wide_node;
static int node_init(void)
{
    return 0;
}
SEA_STATUS(ok, int, (failure, it != 0));
SEA_HANDLE(Node, node *,
    (embedded),
    (init,         node_init, ok),
    (object_field, left));
SEA_HANDLE(WideNode, wide_node *,
    (embedded),
    (base,         Node, node),
    (init,         node_init, ok),
    (object_field, right));

/* ---- C to Python without a module at hand ---- */
static PyObject *wrap_shape(double x, double y)
{
    return sea_wrap_Shape((shape){x, y});
}
static PyObject *wrap_widget(PyObject *o)
{
    return sea_wrap_Widget(sea_peek_Widget(o));
}
static PyObject *own_widget(int kind)
{
    return sea_own_Widget(kind != 0 ? widget_new(kind) : NULL);
}
static int peeks(PyObject *o)
{
    return (sea_peek_Shape(o) != NULL) + 2 * (sea_peek_Circle(o) != NULL) +
           4 * (sea_peek_Widget(o) != NULL) + 8 * (sea_peek_Button(o) != NULL);
}

SEA_MODULE(family,
    (class,    Shape),
    (class,    Circle),
    (class,    Dot),
    (class,    Bare),
    (class,    Loose),
    (class,    Looser),
    (class,    Widget),
    (class,    Button),
    (class,    Thing),
    (class,    Special),
    (class,    Node),
    (class,    WideNode),
    (function, total, total, double, (ref(Shape), a), (Shape, b)),
    (function, alive, count, int),
    (function, destroy_calls, destroy_calls, int),
    (function, wrap_shape, wrap_shape, object, (double, x), (double, y)),
    (function, wrap_widget, wrap_widget, object, (object, o)),
    (function, own_widget, own_widget, object, (int, kind)),
    (function, peeks, peeks, int, (object, o)));
