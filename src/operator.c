/* Operators: from the items of a class to the slots of its type. */
#include "runtime.h"

/* The slot of each operator; a reflected one shares that of the operator itself. */
static const short slot_ids[SEAI_OP_COUNT] = {
#define BINARY(name, slot)                                                             \
    [SEAI_OP_##name] = Py_nb_##slot, [SEAI_OP_r##name] = Py_nb_##slot,
#define INPLACE(name, slot) [SEAI_OP_i##name] = Py_nb_inplace_##slot,
    BINARY(add, add) BINARY(sub, subtract) BINARY(mul, multiply)
        BINARY(matmul, matrix_multiply) BINARY(truediv, true_divide)
            BINARY(floordiv, floor_divide) BINARY(mod, remainder) BINARY(divmod, divmod)
                BINARY(pow, power) BINARY(lshift, lshift) BINARY(rshift, rshift)
                    BINARY(and, and) BINARY(or, or) BINARY(xor, xor) INPLACE(add, add)
                        INPLACE(sub, subtract) INPLACE(mul, multiply) INPLACE(
                            matmul, matrix_multiply) INPLACE(truediv, true_divide)
                            INPLACE(floordiv, floor_divide) INPLACE(mod, remainder)
                                INPLACE(pow, power) INPLACE(lshift, lshift)
                                    INPLACE(rshift, rshift) INPLACE(and, and)
                                        INPLACE(or, or) INPLACE(xor, xor)[SEAI_OP_neg] =
                                            Py_nb_negative,
    [SEAI_OP_pos] = Py_nb_positive,
    [SEAI_OP_abs] = Py_nb_absolute,
    [SEAI_OP_invert] = Py_nb_invert,
    [SEAI_OP_bool] = Py_nb_bool,
    [SEAI_OP_int] = Py_nb_int,
    [SEAI_OP_float] = Py_nb_float,
    [SEAI_OP_index] = Py_nb_index,
    [SEAI_OP_str] = Py_tp_str,
    [SEAI_OP_repr] = Py_tp_repr,
    [SEAI_OP_hash] = Py_tp_hash};
#undef BINARY
#undef INPLACE

static const seai_item *find(const seai_class *cls, int op)
{
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (cls->items[i].kind == SEAI_ITEM_OPERATOR && cls->items[i].op == op) {
            return &cls->items[i];
        }
    }
    return NULL;
}
static void (*slot_function(const seai_item *item))(void)
{
    return item->nparams == SEAI_OVERLOADED ? item->b.overloads->slot : item->b.slot;
}
int seai_operator_slots(const seai_class *cls, PyType_Slot *slots)
{
    int n = 0, compares = 0;
    for (uint32_t i = 0; i < cls->nitems; i++) {
        const seai_item *item = &cls->items[i];
        if (item->kind != SEAI_ITEM_OPERATOR) {
            continue;
        }
        if (item->op >= SEAI_OP_lt && item->op <= SEAI_OP_compare) {
            compares = 1;
        } else if (item->op >= SEAI_OP_radd && item->op <= SEAI_OP_rxor &&
                   find(cls, item->op - SEAI_OP_radd + SEAI_OP_add) != NULL) {
            continue; /* the operator's own slot does both */
        } else {
            slots[n++] = (PyType_Slot){slot_ids[item->op],
                                       SEAI_SLOT_FUNCTION(slot_function(item))};
        }
    }
    if (compares) {
        slots[n++] = (PyType_Slot){Py_tp_richcompare, SEAI_SLOT_FUNCTION(cls->compare)};
    }
    return n;
}
PyObject *seai_reflect(const seai_class *cls, int op, PyObject *a, PyObject *b)
{
    const seai_item *item = find(cls, op);
    if (item == NULL || !seai_is(b, cls->tag)) {
        return Py_NewRef(Py_NotImplemented);
    }
    return seai_operand(item->a.call(b, &a, 1, NULL));
}
PyObject *seai_in_place_steal(PyObject *self, PyObject *result)
{
    if (result == Py_None) {
        Py_DECREF(result);
        return Py_NewRef(self);
    }
    return seai_operand(result);
}
PyObject *seai_text_steal(const seai_function *f, PyObject *result)
{
    char label[SEAI_LABEL];
    if (result != NULL && !PyUnicode_Check(result)) {
        PyErr_Format(PyExc_TypeError, "%s returned %.100s, not str",
                     seai_label(f, label), Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}
Py_hash_t seai_hash_steal(PyObject *result)
{
    Py_hash_t hash = result != NULL ? PyObject_Hash(result) : -1;
    Py_XDECREF(result);
    return hash;
}
int seai_truth_steal(PyObject *result)
{
    int truth = result != NULL ? PyObject_IsTrue(result) : -1;
    Py_XDECREF(result);
    return truth;
}

/* ---- comparison ---- */
static PyObject *from_order_steal(PyObject *order, int op)
{
    PyObject *zero, *result;
    if (order == NULL || order == Py_NotImplemented) {
        return seai_operand(order);
    }
    zero = PyLong_FromLong(0);
    result = zero != NULL ? PyObject_RichCompare(order, zero, op) : NULL;
    Py_XDECREF(zero);
    Py_DECREF(order);
    return result;
}
PyObject *seai_compare(const seai_class *cls, PyObject *a, PyObject *b, int op)
{
    const seai_call *calls = cls->data->compare;
    PyObject *result;
    int truth;
    if (calls[op] != NULL) {
        return seai_operand(calls[op](a, &b, 1, NULL));
    }
    if (op == Py_NE && calls[Py_EQ] != NULL) {
        result = calls[Py_EQ](a, &b, 1, NULL);
        if (result == NULL || result == Py_NotImplemented) {
            return seai_operand(result);
        }
        truth = seai_truth_steal(result);
        return truth < 0 ? NULL : PyBool_FromLong(!truth);
    }
    if (calls[6] != NULL) {
        return from_order_steal(calls[6](a, &b, 1, NULL), op);
    }
    return Py_NewRef(Py_NotImplemented);
}
