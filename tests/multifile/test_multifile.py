"""A module over several files: classes, handles and exceptions declared in a header."""

from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def shop():
    return builder.import_extension(
        "shop", [HERE / "shop.c", HERE / "basket.c"], flags=[f"-I{HERE}"]
    )


def test_a_class_of_the_other_file_is_a_result_and_an_argument(shop):
    basket = shop.Basket()
    basket.add(shop.Price(250))
    basket.add(price=shop.Price(50))
    assert type(basket.total()) is shop.Price
    assert basket.total().cents == 300


def test_an_owned_handle_is_a_new_object_and_is_destroyed_once(shop):
    before = shop.Basket.count()
    basket = shop.Basket()
    basket.add(shop.Price(301))
    half = basket.split()
    assert (half.total().cents, basket.total().cents) == (150, 151)
    assert shop.total(basket, half).cents == 301
    assert shop.total(basket, basket).cents == 302
    assert shop.Basket.count() == before + 2
    half.close()
    del basket
    assert shop.Basket.count() == before


def test_an_exception_of_the_other_file_is_raised(shop):
    with pytest.raises(shop.ShopError, match="error 3") as caught:
        shop.Basket().add(shop.Price(-1))
    assert caught.value.code == 3


def test_closed_arguments_are_named(shop):
    basket, closed = shop.Basket(), shop.Basket()
    closed.close()
    with pytest.raises(ValueError) as caught:
        shop.total(basket, closed)
    assert str(caught.value) == "total() argument 'b': the Basket is closed"
