#include "shop.h"

#include <stdlib.h>

struct basket {
    long cents;
};
static int open_baskets;

static basket *basket_new(void)
{
    open_baskets++;
    return calloc(1, sizeof(basket));
}
static void basket_free(basket *b)
{
    open_baskets--;
    free(b);
}
price basket_total(const basket *b)
{
    return (price){b->cents};
}
int basket_add(basket *b, price p)
{
    if (p.cents < 0) {
        return 3;
    }
    b->cents += p.cents;
    return 0;
}
basket *basket_split(basket *b)
{
    basket *half = basket_new();
    if (half != NULL) {
        half->cents = b->cents / 2;
        b->cents -= half->cents;
    }
    return half;
}
static int baskets(void)
{
    return open_baskets;
}

SEA_HANDLE(Basket, basket *,
    (init,    basket_new),
    (destroy, basket_free),
    (method,  total, basket_total, Price),
    (method,  add,   basket_add, shop, (Price, price)),
    (method,  split, basket_split, owned(Basket)),
    (static,  count, baskets, int));
