#include "shop.h"

SEA_EXCEPTION(ShopError, ValueError);

static price price_new(long cents)
{
    return (price){cents};
}
static price total_of_two(const basket *a, basket *b)
{
    return (price){basket_total(a).cents + basket_total(b).cents};
}

SEA_CLASS(Price, price,
    (init,  price_new, (long, cents)),
    (field, cents, long));

SEA_MODULE(shop,
    (exception, ShopError),
    (class,     Basket),
    (class,     Price),
    (function,  total, total_of_two, Price, (ref(Basket), a), (Basket, b)));
