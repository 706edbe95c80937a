/* PCRE2, Perl's regular expressions, as the Python module `seapcre2`. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <seabind/seabind.h>
#include <stdatomic.h>
#include <stdlib.h>

SEA_EXCEPTION(PcreError, Exception,
    (doc, "A PCRE2 call failed; *code* is its error, *position* where in the text, or None."),
    (attribute, code), (attribute, position));

/* ---- text: str as UTF-8, or bytes; Python sees what it passed ---- */
typedef struct { const char *data; size_t len; bool utf8; } slice;      /* no data: None */

static slice slice_of(sea_value v)
{
    sea_bytes b = v.kind == SEA_TEXT ? v.as.text : v.as.bytes;
    return (slice){b.data, b.len, v.kind == SEA_TEXT};
}
static sea_value value_of(slice s)
{
    sea_bytes b = {s.data, s.len};
    return s.data == NULL ? (sea_value){.kind = SEA_NONE}
           : s.utf8       ? (sea_value){.kind = SEA_TEXT, .as.text = b}
                          : (sea_value){.kind = SEA_BYTES, .as.bytes = b};
}
static sea_value number_of(size_t n)
{
    return n == PCRE2_UNSET ? (sea_value){.kind = SEA_NONE}
                            : (sea_value){.kind = SEA_INT, .as.integer = (long long)n};
}

SEA_CONVERTER(text, slice,
    (type,   "str or bytes"),
    (load,   value, slice_of(it)),
    (refuse, it.kind != SEA_TEXT && it.kind != SEA_BYTES),
    (cast,   value, value_of(it)));
SEA_CONVERTER(new_text, slice,                  /* memory that is Python's to free */
    (cast,   value, value_of(it)),
    (drop,   free((void *)(uintptr_t)it.data)));
SEA_CONVERTER(offset, size_t,                   /* PCRE2_UNSET is None */
    (cast,   value, number_of(it)));
SEA_CONVERTER(group_key, sea_value,
    (type,   "int or str"),
    (load,   value, it),
    (refuse, it.kind != SEA_INT && it.kind != SEA_TEXT),
    (cast,   value, it));

static slice between(slice s, size_t from, size_t to)       /* PCRE2_UNSET: None */
{
    return from == PCRE2_UNSET ? (slice){0} : (slice){s.data + from, to - from, s.utf8};
}

/* ---- where things are: PCRE2 counts bytes, Python the characters of a str ---- */
static size_t count(slice s, size_t from, size_t to)
{
    size_t n = 0;
    if (!s.utf8 && from < to) {
        return to - from;
    }
    for (; from < to; from++) {
        n += ((unsigned char)s.data[from] & 0xC0) != 0x80;
    }
    return n;
}
static size_t seek(slice s, ptrdiff_t pos, size_t *index)       /* the byte; pos as in `re` */
{
    size_t at = 0, n = 0, wanted = pos > 0 ? (size_t)pos : 0;
    if (!s.utf8) {
        return *index = wanted < s.len ? wanted : s.len;
    }
    while (n < wanted && at < s.len) {
        do {
            at++;
        } while (at < s.len && ((unsigned char)s.data[at] & 0xC0) == 0x80);
        n++;
    }
    *index = n;
    return at;
}

/* ---- a pattern: shared by the Pattern, its matches and its scanners ---- */
typedef struct {
    pcre2_match_data    *data;
    pcre2_match_context *context;
    pcre2_jit_stack     *stack;         /* PCRE2's own is 32 KiB of the thread's */
} engine;
typedef struct regex {
    atomic_int  refs;
    pcre2_code *code;
    slice       source;
    uint32_t    groups, match_limit;
    size_t      position;       /* of the last error */
    engine      engine;         /* of the Pattern's own calls, one at a time */
} regex;

enum { WRONG_TEXT = -100000, NO_MEMORY_TO_COMPILE = 121 };   /* beside PCRE2's own names */

static const char *message(int code)
{
    static _Thread_local char text[256];
    pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text);
    return text;
}
static size_t jit_size(const regex *re)
{
    size_t size = 0;
    pcre2_pattern_info(re->code, PCRE2_INFO_JITSIZE, &size);
    return size;
}
static uint32_t options(const regex *re)
{
    uint32_t bits = 0;
    pcre2_pattern_info(re->code, PCRE2_INFO_ALLOPTIONS, &bits);
    return bits & ~PCRE2_NO_UTF_CHECK;
}
static void engine_close(engine *e)
{
    pcre2_jit_stack_free(e->stack);
    pcre2_match_context_free(e->context);
    pcre2_match_data_free(e->data);
}
static int engine_open(engine *e, const regex *re)
{
    e->data = pcre2_match_data_create_from_pattern(re->code, NULL);
    e->context = pcre2_match_context_create(NULL);
    e->stack = jit_size(re) > 0 ? pcre2_jit_stack_create(32 << 10, 1 << 20, NULL) : NULL;
    if (e->data == NULL || e->context == NULL || (e->stack == NULL && jit_size(re) > 0)) {
        return PCRE2_ERROR_NOMEMORY;
    }
    pcre2_jit_stack_assign(e->context, NULL, e->stack);
    pcre2_set_match_limit(e->context, re->match_limit);
    return 0;
}
static void regex_close(regex *re)
{
    if (re != NULL && atomic_fetch_sub(&re->refs, 1) == 1) {
        engine_close(&re->engine);
        pcre2_code_free(re->code);
        free((void *)(uintptr_t)re->source.data);
        free(re);
    }
}
static regex *regex_share(regex *re)
{
    atomic_fetch_add(&re->refs, 1);
    return re;
}
static int regex_open(regex **out, slice source, uint32_t flags, bool jit)
{
    int code = PCRE2_ERROR_NOMEMORY;
    char *copy = malloc(source.len + 1);
    regex *re = *out = calloc(1, sizeof *re);
    if (re == NULL || copy == NULL) {
        free(copy);
        return code;
    }
    memcpy(copy, source.data, source.len);
    re->source = (slice){copy, source.len, source.utf8};
    re->position = PCRE2_UNSET;
    atomic_init(&re->refs, 1);
    flags |= PCRE2_NEVER_BACKSLASH_C;           /* it would stop inside of a character */
    flags |= source.utf8 ? PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK : 0;
    re->code = pcre2_compile((PCRE2_SPTR)source.data, source.len, flags, &code,
                             &re->position, NULL);
    if (re->code == NULL) {
        re->position = count(source, 0, re->position);
        return code;
    }
    pcre2_pattern_info(re->code, PCRE2_INFO_CAPTURECOUNT, &re->groups);
    pcre2_config(PCRE2_CONFIG_MATCHLIMIT, &re->match_limit);
    if (jit) {
        pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE);        /* or else it is interpreted */
    }
    return engine_open(&re->engine, re);
}
static slice    source(const regex *re)       { return re->source; }
static uint32_t groups(const regex *re)       { return re->groups; }
static bool     jit(const regex *re)          { return jit_size(re) > 0; }
static uint32_t match_limit(const regex *re)  { return re->match_limit; }
static void     set_match_limit(regex *re, uint32_t limit)
{
    pcre2_set_match_limit(re->engine.context, re->match_limit = limit);
}

/* Name *i* of the pattern's table and the group that it names, or NULL after the last. */
static const char *name_at(const regex *re, uint32_t i, uint32_t *group)
{
    uint32_t names = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(re->code, PCRE2_INFO_NAMETABLE, &table);
    if (i >= names) {
        return NULL;
    }
    *group = (uint32_t)table[i * size] << 8 | table[i * size + 1];
    return (const char *)table + i * size + 2;
}
static int group_index(const regex *re, const char ***names, uint32_t **numbers, size_t *len)
{
    uint32_t n = 0, number = 0;
    while (name_at(re, n, &number) != NULL) {
        n++;
    }
    *len = 0;
    *names = calloc(n + 1u, sizeof **names);
    *numbers = calloc(n + 1u, sizeof **numbers);
    if (*names == NULL || *numbers == NULL) {
        return PCRE2_ERROR_NOMEMORY;
    }
    for (; *len < n; ++*len) {
        (*names)[*len] = name_at(re, (uint32_t)*len, &(*numbers)[*len]);
    }
    return 0;
}

/* ---- the loop over the matches in a text, as in `re`: an empty one may follow another ---- */
typedef struct {
    slice    text;
    size_t   at;                /* where to go on */
    size_t   byte, index;       /* a place that is known in both */
    uint32_t options;
} cursor;

static cursor cursor_at(slice text, ptrdiff_t pos)
{
    cursor c = {.text = text, .options = text.utf8 ? PCRE2_NO_UTF_CHECK : 0};
    c.at = c.byte = seek(text, pos, &c.index);
    return c;
}
/* What pcre2_match() returns: a number above 0, PCRE2_ERROR_NOMATCH, or another error. */
static int next(const regex *re, engine *e, cursor *c, uint32_t anchors)
{
    size_t *found = pcre2_get_ovector_pointer(e->data);
    int rc = c->text.utf8 != re->source.utf8
                 ? WRONG_TEXT
                 : pcre2_match(re->code, (PCRE2_SPTR)c->text.data, c->text.len, c->at,
                               c->options | anchors, e->data, e->context);
    if (rc > 0) {
        c->at = found[1];
        c->options = PCRE2_NO_UTF_CHECK | (found[0] == found[1] ? PCRE2_NOTEMPTY_ATSTART : 0);
    }
    return rc;
}
static int next_of(regex *re, cursor *c, uint32_t anchors)
{
    int rc = next(re, &re->engine, c, anchors);
    bool utf = rc <= PCRE2_ERROR_UTF8_ERR1 && rc >= PCRE2_ERROR_UTF8_ERR21;
    re->position = utf ? pcre2_get_startchar(re->engine.data) : PCRE2_UNSET;
    return rc;
}

/* ---- a match: a copy of what its groups cover, so that it needs nobody's memory ---- */
typedef struct match {
    regex  *re;
    slice   text;
    size_t *place;              /* of group g in text: from 2g to 2g+1, or PCRE2_UNSET */
    size_t *index;              /* the same as Python counts, in all of the subject */
    size_t  memory[];
} match;

static void match_close(match *m)
{
    if (m != NULL) {
        regex_close(m->re);
        free(m);
    }
}
static int match_new(regex *re, engine *e, cursor *c, match **out)
{
    const size_t *found = pcre2_get_ovector_pointer(e->data);
    size_t n = 2 * ((size_t)re->groups + 1), first = found[0], last = found[1];
    for (size_t i = 0; i < n; i++) {
        first = found[i] < first ? found[i] : first;
        last = found[i] != PCRE2_UNSET && found[i] > last ? found[i] : last;
    }
    match *m = *out = malloc(sizeof *m + 2 * n * sizeof *m->memory + (last - first) + 1);
    if (m == NULL) {
        return PCRE2_ERROR_NOMEMORY;
    }
    char *copy = memcpy(m->memory + 2 * n, c->text.data + first, last - first);
    m->re = regex_share(re);
    m->text = (slice){copy, last - first, c->text.utf8};
    m->place = m->memory;
    m->index = m->memory + n;
    c->index = c->index + count(c->text, c->byte, first) - count(c->text, first, c->byte);
    c->byte = first;
    for (size_t i = 0; i < n; i++) {
        m->place[i] = found[i] == PCRE2_UNSET ? PCRE2_UNSET : found[i] - first;
        m->index[i] = found[i] == PCRE2_UNSET ? PCRE2_UNSET
                                              : c->index + count(m->text, 0, m->place[i]);
    }
    return 1;
}
static slice group_at(const match *m, uint32_t g)
{
    return between(m->text, m->place[2 * g], m->place[2 * g + 1]);
}
/* The number of a group; of several with one name the first that has a place, if places are
 * given. 0, or PCRE2_ERROR_NOSUBSTRING. */
static int group_find(const regex *re, const size_t *places, sea_value key, uint32_t *number)
{
    uint32_t group = 0;
    int rc = PCRE2_ERROR_NOSUBSTRING;
    if (key.kind == SEA_INT) {
        *number = (uint32_t)key.as.integer;
        return key.as.integer >= 0 && key.as.integer <= re->groups ? 0 : rc;
    }
    const char *name;
    for (uint32_t i = 0; (name = name_at(re, i, &group)) != NULL; i++) {
        bool named = strlen(name) == key.as.text.len &&
                     memcmp(name, key.as.text.data, key.as.text.len) == 0;
        if (named && (rc < 0 || (places != NULL && places[2 * *number] == PCRE2_UNSET))) {
            *number = group;
            rc = 0;
        }
    }
    return rc;
}
static int match_group(const match *m, sea_value key, slice *out)
{
    uint32_t g;
    int rc = group_find(m->re, m->place, key, &g);
    if (rc == 0) {
        *out = group_at(m, g);
    }
    return rc;
}
static int match_span(const match *m, sea_value key, ptrdiff_t *start, ptrdiff_t *end)
{
    uint32_t g;
    int rc = group_find(m->re, m->place, key, &g);
    if (rc == 0) {                              /* PCRE2_UNSET becomes -1 */
        *start = (ptrdiff_t)m->index[2 * g];
        *end = (ptrdiff_t)m->index[2 * g + 1];
    }
    return rc;
}
static int match_start(const match *m, sea_value key, ptrdiff_t *start)
{
    ptrdiff_t end;
    return match_span(m, key, start, &end);
}
static int match_end(const match *m, sea_value key, ptrdiff_t *end)
{
    ptrdiff_t start;
    return match_span(m, key, &start, end);
}
static int match_groups(const match *m, sea_value missing, sea_value **all, size_t *len)
{
    *len = 0;
    if ((*all = calloc(m->re->groups + 1u, sizeof **all)) == NULL) {
        return PCRE2_ERROR_NOMEMORY;
    }
    for (; *len < m->re->groups; ++*len) {
        slice one = group_at(m, (uint32_t)*len + 1);
        (*all)[*len] = one.data != NULL ? value_of(one) : missing;
    }
    return 0;
}
static int match_dict(const match *m, sea_value missing, const char ***names, sea_value **all,
                      size_t *len)
{
    size_t total, n = 0;
    uint32_t *numbers = NULL;
    int rc = group_index(m->re, names, &numbers, &total);
    *all = rc == 0 ? calloc(total + 1, sizeof **all) : NULL;
    for (size_t i = 0; *all != NULL && i < total; i++) {
        slice one = group_at(m, numbers[i]);
        if (n == 0 || strcmp((*names)[i], (*names)[n - 1]) != 0) {      /* or PCRE2_DUPNAMES */
            (*names)[n] = (*names)[i];
            (*all)[n++] = missing;
        }
        if (one.data != NULL) {
            (*all)[n - 1] = value_of(one);
        }
    }
    *len = n;
    free(numbers);
    return *all != NULL ? 0 : PCRE2_ERROR_NOMEMORY;
}

/* ---- what a Pattern does with a subject; its calls are one after another ---- */
static int find(regex *re, slice subject, ptrdiff_t pos, uint32_t anchors, match **out)
{
    cursor c = cursor_at(subject, pos);
    int    rc = next_of(re, &c, anchors);
    return rc > 0 ? match_new(re, &re->engine, &c, out) : rc;
}
typedef struct { slice *all; size_t len, room; } list;

static int add(list *l, slice one)
{
    if (l->len == l->room) {
        size_t room = l->room > 0 ? 2 * l->room : 16;
        slice *all = room <= SIZE_MAX / sizeof *all ? realloc(l->all, room * sizeof *all) : NULL;
        if (all == NULL) {
            return PCRE2_ERROR_NOMEMORY;
        }
        l->all = all;
        l->room = room;
    }
    l->all[l->len++] = one;
    return 0;
}
static int find_all(regex *re, slice subject, sea_value group, slice **all, size_t *len)
{
    cursor c = cursor_at(subject, 0);
    list   l = {0};
    const size_t *found = pcre2_get_ovector_pointer(re->engine.data);
    uint32_t g;
    int rc = group_find(re, NULL, group, &g);
    while (rc >= 0 && (rc = next_of(re, &c, 0)) > 0) {
        bool set = found[2 * g] != PCRE2_UNSET;
        rc = add(&l, set ? between(subject, found[2 * g], found[2 * g + 1])
                         : between(subject, 0, 0));       /* as in `re` */
    }
    *all = l.all;
    *len = l.len;
    return rc == PCRE2_ERROR_NOMATCH ? 0 : rc;
}
static int split(regex *re, slice subject, size_t most, slice **all, size_t *len)
{
    cursor c = cursor_at(subject, 0);
    list   l = {0};
    const size_t *found = pcre2_get_ovector_pointer(re->engine.data);
    size_t end = 0;
    int rc = 0;
    for (size_t n = 0; rc >= 0 && (most == 0 || n < most) && (rc = next_of(re, &c, 0)) > 0; n++) {
        rc = add(&l, between(subject, end, found[0]));
        for (uint32_t g = 1; rc == 0 && g <= re->groups; g++) {
            rc = add(&l, between(subject, found[2 * g], found[2 * g + 1]));
        }
        end = found[1];
    }
    if (rc == PCRE2_ERROR_NOMATCH || rc >= 0) {
        rc = add(&l, between(subject, end, subject.len));
    }
    *all = l.all;
    *len = l.len;
    return rc;
}

static int enough(pcre2_substitute_callout_block *block, void *most)
{
    return block->subscount > *(const uint32_t *)most ? -1 : 0;
}
static int substitute(regex *re, slice with, slice subject, uint32_t most, uint32_t flags,
                      slice *result)
{
    size_t room = subject.len + subject.len / 8 + 64, len;
    char  *text = NULL;
    int    rc;
    re->position = PCRE2_UNSET;
    if (subject.utf8 != re->source.utf8 || with.utf8 != re->source.utf8) {
        return WRONG_TEXT;
    }
    flags |= PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH;
    flags |= subject.utf8 ? PCRE2_NO_UTF_CHECK : 0;
    pcre2_set_substitute_callout(re->engine.context, most > 0 ? enough : NULL, &most);
    do {                                        /* at most twice */
        free(text);
        len = room;
        text = malloc(room);
        rc = text == NULL ? PCRE2_ERROR_NOMEMORY
                          : pcre2_substitute(re->code, (PCRE2_SPTR)subject.data, subject.len, 0,
                                             flags, re->engine.data, re->engine.context,
                                             (PCRE2_SPTR)with.data, with.len, (PCRE2_UCHAR *)text,
                                             &len);
    } while (rc == PCRE2_ERROR_NOMEMORY && text != NULL && len > room && (room = len) > 0);
    if (rc >= 0) {
        *result = (slice){text, len, subject.utf8};
        return most > 0 && (uint32_t)rc > most ? (int)most : rc;    /* PCRE2 counts one more */
    }
    free(text);
    if (len != PCRE2_UNSET && rc != PCRE2_ERROR_NOMEMORY) {
        re->position = count(with, 0, len);
    }
    return rc;
}

/* ---- a scanner: the matches one by one, with an engine of its own ---- */
typedef struct { regex *re; engine engine; cursor at; } scanner;

static int scanner_open(scanner *s, regex *re, slice subject, ptrdiff_t pos)
{
    if (subject.utf8 != re->source.utf8) {
        return WRONG_TEXT;
    }
    s->re = regex_share(re);
    s->at = cursor_at(subject, pos);
    return engine_open(&s->engine, re);
}
static void scanner_close(scanner *s)
{
    engine_close(&s->engine);
    regex_close(s->re);
}
static int scanner_search(scanner *s, match **out)
{
    int rc = next(s->re, &s->engine, &s->at, 0);
    return rc > 0 ? match_new(s->re, &s->engine, &s->at, out) : rc;
}
static int version(char *out, size_t size)
{
    int len = pcre2_config(PCRE2_CONFIG_VERSION, NULL);         /* with a 0 at the end */
    return len > 0 && (size_t)len <= size ? pcre2_config(PCRE2_CONFIG_VERSION, out) - 1 : 0;
}
static bool jit_available(void)
{
    uint32_t on = 0;
    return pcre2_config(PCRE2_CONFIG_JIT, &on) == 0 && on != 0;
}

/* ---- the binding ---- */
SEA_FLAGS(Option, uint32_t,
    (doc,     "How a pattern is compiled."),
    (values,  PCRE2_, CASELESS, MULTILINE, DOTALL, EXTENDED, EXTENDED_MORE, LITERAL, ANCHORED,
              ENDANCHORED, DOLLAR_ENDONLY, UNGREEDY, NO_AUTO_CAPTURE, DUPNAMES, FIRSTLINE, UTF,
              UCP, NEVER_UTF, NEVER_UCP, NEVER_BACKSLASH_C, MATCH_INVALID_UTF, ALT_BSUX,
              ALT_CIRCUMFLEX, ALT_VERBNAMES, ALLOW_EMPTY_CLASS, MATCH_UNSET_BACKREF,
              NO_AUTO_POSSESS, NO_DOTSTAR_ANCHOR, NO_START_OPTIMIZE),
    (unknown, error), (export));

SEA_FLAGS(Substitute, uint32_t,
    (doc,     "How the replacement of Pattern.sub() is read."),
    (values,  PCRE2_SUBSTITUTE_, EXTENDED, LITERAL, UNSET_EMPTY, UNKNOWN_UNSET),
    (unknown, error));

SEA_STATUS(compiled, int,
    (context,   regex *, re),
    (failure,   it != 0),
    (raise_if,  it == PCRE2_ERROR_NOMEMORY || it == NO_MEMORY_TO_COMPILE, MemoryError),
    (raise,     PcreError, "%s at position %zu", message(it), re->position),
    (attribute, code, int, it),
    (attribute, position, offset, re != NULL ? re->position : PCRE2_UNSET));

SEA_STATUS(searched, int,
    (context,   regex *, re),
    (none,      it == PCRE2_ERROR_NOMATCH),
    (failure,   it < 0),
    (raise_if,  it == PCRE2_ERROR_NOMEMORY, MemoryError),
    (raise_if,  it == PCRE2_ERROR_NOSUBSTRING, IndexError, "no such group"),
    (raise_if,  it == WRONG_TEXT, TypeError, "a pattern of %s takes no %s",
                re->source.utf8 ? "str" : "bytes", re->source.utf8 ? "bytes" : "str"),
    (raise,     PcreError, "%s", message(it)),
    (attribute, code, int, it),
    (attribute, position, offset, re != NULL ? re->position : PCRE2_UNSET));

SEA_STATUS(matched, int,
    (none,      it == PCRE2_ERROR_NOMATCH),
    (failure,   it < 0),
    (raise_if,  it == PCRE2_ERROR_NOMEMORY, MemoryError),
    (raise_if,  it == PCRE2_ERROR_NOSUBSTRING, IndexError, "no such group"),
    (raise,     PcreError, "%s", message(it)),
    (attribute, code, int, it));

#define WHOLE ((sea_value){.kind = SEA_INT})
#define NONE  ((sea_value){.kind = SEA_NONE})

SEA_HANDLE(Match, match *,
    (doc,      "Where a pattern was found."),
    (destroy,  match_close),
    (method,   group,  match_group, matched, (group_key, group, WHOLE), (out(text), text),
               (doc, "Return the text of a group, by number or name; None if it has none.")),
    (method,   groups, match_groups, matched, (value, default, NONE),
               (out(owned(tuple(value))), groups),
               (doc, "Return the texts of all groups from 1 on.")),
    (method,   groupdict, match_dict, matched, (value, default, NONE),
               (out(owned(dict(str, value))), groups),
               (doc, "Return the texts of all named groups.")),
    (method,   span,   match_span, matched, (group_key, group, WHOLE),
               (out(ptrdiff_t), start), (out(ptrdiff_t), end),
               (doc, "Return where a group begins and ends, in the subject; -1 if nowhere.")),
    (method,   start,  match_start, matched, (group_key, group, WHOLE), (out(ptrdiff_t), start)),
    (method,   end,    match_end, matched, (group_key, group, WHOLE), (out(ptrdiff_t), end)));

SEA_HANDLE(Scanner, scanner *,
    (doc,      "The matches in a text, one by one."),
    (embedded), (keeps), (release_gil),
    (destroy,  scanner_close),
    (method,   search, scanner_search, matched, (out(owned(Match)), match),
               (doc, "Return the next match, or None.")));

SEA_HANDLE(Pattern, regex *,
    (doc,      "A compiled pattern, of str for str or of bytes for bytes."),
    (release_gil), (adopt, always),
    (init,     regex_open, compiled, (out(self), pattern), (text, pattern), (Option, flags, 0),
               (kwonly), (bool, jit, true)),
    (destroy,  regex_close),
    (property, pattern, source, text, (doc, "What was compiled.")),
    (property, flags,   options, Option,
               (doc, "The options, with those of str and of the pattern itself.")),
    (property, groups,  groups, c(uint32_t), (doc, "How many groups there are.")),
    (property, jit,     jit, bool, (doc, "Whether it was compiled to machine code.")),
    (property, match_limit, match_limit, c(uint32_t), (doc, "How much work a match may be."),
               (setter, set_match_limit, none, (c(uint32_t), limit))),
    (method,   groupindex, group_index, searched, (out(owned(dict(str, c(uint32_t)))), index),
               (doc, "Return the numbers of the named groups.")),
    (method,   search,    find, searched, (text, subject), (ptrdiff_t, pos, 0),
               (fixed(uint32_t), 0), (out(owned(Match)), match),
               (doc, "Return the first match from *pos* on, or None.")),
    (method,   match,     find, searched, (text, subject), (ptrdiff_t, pos, 0),
               (fixed(uint32_t), PCRE2_ANCHORED), (out(owned(Match)), match),
               (doc, "Return the match that begins at *pos*, or None.")),
    (method,   fullmatch, find, searched, (text, subject), (ptrdiff_t, pos, 0),
               (fixed(uint32_t), PCRE2_ANCHORED | PCRE2_ENDANCHORED), (out(owned(Match)), match),
               (doc, "Return the match of all the text from *pos* on, or None.")),
    (method,   findall,   find_all, searched, (text, subject), (group_key, group, WHOLE),
               (out(owned(list(text))), found),
               (doc, "Return what a group matched, of every match.")),
    (method,   split,     split, searched, (text, subject), (size_t, maxsplit, 0),
               (out(owned(list(text))), pieces),
               (doc, "Return the text between the matches, and the groups of each.")),
    (method,   sub,       substitute, searched, (text, replacement), (text, subject),
               (u32, count, 0), (Substitute, flags, 0), (out(new_text), result),
               (doc, "Return *subject* with *replacement* for the first *count* matches, or all.")),
    (method,   subn,      substitute, searched, (text, replacement), (text, subject),
               (u32, count, 0), (Substitute, flags, 0), (out(new_text), result),
               (returns, int, it),
               (doc, "Return what sub() returns, and how many matches were replaced.")),
    (method,   scanner,   scanner_open, searched, (new(Scanner), scanner), (self), (text, subject),
               (ptrdiff_t, pos, 0), (keep_alive, result, subject),
               (doc, "Return a scanner, whose search() returns one match after another.")));

SEA_MODULE(seapcre2,
    (doc,       "Regular expressions with PCRE2."),
    (threads,   safe),
    (exception, PcreError),
    (enum,      Option), (enum, Substitute),
    (class,     Pattern), (class, Match), (class, Scanner),
    (function,  version, version, int, (fill(char), out, 64), (cap(size_t), out),
                (doc, "Return the version of the PCRE2 in use.")),
    (function,  jit_available, jit_available, bool,
                (doc, "Return whether patterns are compiled to machine code.")),
    (constants, PCRE2_, ERROR_MATCHLIMIT, ERROR_DEPTHLIMIT, ERROR_HEAPLIMIT, ERROR_JIT_STACKLIMIT,
                ERROR_BADREPLACEMENT, ERROR_MISSING_CLOSING_PARENTHESIS));
