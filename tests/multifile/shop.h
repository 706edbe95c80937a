/* A module over two files: what both need to know of the other's classes. */
#ifndef SHOP_H
#define SHOP_H
#include <seabind/seabind.h>

typedef struct price {
    long cents;
} price;
typedef struct basket basket;

SEA_DECLARE_CLASS(Price, price);
SEA_DECLARE_HANDLE(Basket, basket *);
SEA_DECLARE_EXCEPTION(ShopError);

SEA_STATUS(shop, int,
    (failure, it != 0),
    (raise,   ShopError, "error %d", it),
    (attribute, code, int, it));

price basket_total(const basket *b);
int basket_add(basket *b, price p);
basket *basket_split(basket *b);

#endif
