/* More of the plain C library that every variant binds: what geom.h, which is frozen with
 * hand.c, does not have.  It knows nothing of Python. */
#ifndef MORE_H
#define MORE_H
#include "geom.h"
#include <stdbool.h>
#ifdef __cplusplus
extern "C" {
#endif

double mix3(int a, double b, const char *s);
double mix8(int a, double b, const char *s, long c, double d, bool e, float f, size_t g);
size_t blen(const void *data, size_t n);
void   bfill(unsigned char *out, size_t n);   /* n bytes 0, 1, 2, ... */
void   ramp(double *out, size_t n);           /* n doubles 0.0, 1.0, ... */
int    half(int n, int *out);                 /* 0, or -1 for an odd n: "odd number" */

/* a C object with an identity: node_next() gives a node that the caller knows */
typedef struct Node { int value; struct Node *next; } Node;
Node *node_new(int value);
void  node_free(Node *n);
int   node_value(const Node *n);
void  node_link(Node *n, Node *next);
Node *node_next(const Node *n);

/* a struct that lies in the Python object */
typedef struct Counter { long n; } Counter;
int  counter_init(Counter *c);
void counter_done(Counter *c);
long counter_bump(Counter *c, long by);

/* one function for several classes */
typedef struct Circle { double r; } Circle;
typedef struct Square { double a; } Square;
typedef struct Box { double w, h; } Box;
double circle_area(const Circle *c);
double square_area(const Square *s);
double box_area(const Box *b);

#ifdef __cplusplus
}
#endif
#endif
