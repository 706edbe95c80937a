#include "more.h"
#include <stdlib.h>
#include <string.h>

double mix3(int a, double b, const char *s) { return a + b + (double)strlen(s); }
double mix8(int a, double b, const char *s, long c, double d, bool e, float f, size_t g)
{
    return a + b + (double)strlen(s) + (double)c + d + e + (double)f + (double)g;
}
size_t blen(const void *data, size_t n) { return data != NULL ? n : 0; }
void bfill(unsigned char *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)i;
}
void ramp(double *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (double)i;
}
int half(int n, int *out)
{
    *out = n / 2;
    return n % 2 == 0 ? 0 : -1;
}

Node *node_new(int value)
{
    Node *n = malloc(sizeof *n);
    if (n != NULL) {
        n->value = value;
        n->next = NULL;
    }
    return n;
}
void node_free(Node *n) { free(n); }
int node_value(const Node *n) { return n->value; }
void node_link(Node *n, Node *next) { n->next = next; }
Node *node_next(const Node *n) { return n->next; }

int counter_init(Counter *c) { c->n = 0; return 0; }
void counter_done(Counter *c) { (void)c; }
long counter_bump(Counter *c, long by) { return c->n += by; }

double circle_area(const Circle *c) { return 3.0 * c->r * c->r; }
double square_area(const Square *s) { return s->a * s->a; }
double box_area(const Box *b) { return b->w * b->h; }
