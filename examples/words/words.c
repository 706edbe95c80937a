/* A tokenizer and a counter of words, as the Python module `words`: first a small library in
 * plain C, which knows nothing of Python, then its binding. */
#include <seabind/seabind.h>
#include <stdlib.h>

/* ---- the library: tokens of a UTF-8 text ---- */
enum words_kind { WORDS_WORD, WORDS_NUMBER, WORDS_QUOTED, WORDS_MARK };

#define WORDS_NUMBERS 1u                        /* which tokens there are, beside words */
#define WORDS_QUOTES 2u
#define WORDS_MARKS 4u
#define WORDS_FOLD_CASE 8u                      /* a counter takes The for the */

enum words_problem { WORDS_FINE, WORDS_NO_MEMORY, WORDS_BAD_UTF8, WORDS_CONTROL, WORDS_OPEN_QUOTE };

typedef struct { size_t offset, line, column; } words_position;    /* bytes; from 1, in characters */
typedef struct { enum words_kind kind; words_position start; size_t length; } words_token;
typedef struct { enum words_problem problem; words_position where; } words_result;
typedef struct { const char *text; size_t n; unsigned options; words_position at; } words_reader;

static const char *words_message(enum words_problem problem)
{
    static const char *const messages[] = {"fine", "no memory", "malformed UTF-8",
                                           "control character", "quotation without an end"};
    return messages[problem];
}
/* The length of the character at p, 0 when it is malformed. */
static size_t utf8_length(const unsigned char *p, size_t n)
{
    size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (length > n || p[0] > 0xf4) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if (length > 2 && ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
                       (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))) {
        return 0;                               /* overlong, a surrogate, beyond Unicode */
    }
    return length;
}
static bool is_digit(unsigned char c)  { return c >= '0' && c <= '9'; }
static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}
static bool is_space(unsigned char c)  { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static int  peek(const words_reader *r, size_t ahead)
{
    size_t at = r->at.offset + ahead;
    return at < r->n ? (unsigned char)r->text[at] : 0;
}
static bool at_end(const words_reader *r) { return r->at.offset == r->n; }

/* Goes on by one character, if it is one that a text may have. */
static enum words_problem step(words_reader *r)
{
    const unsigned char *p = (const unsigned char *)r->text + r->at.offset;
    size_t length = utf8_length(p, r->n - r->at.offset);
    if (length == 0) {
        return WORDS_BAD_UTF8;
    }
    if ((*p < ' ' && !is_space(*p)) || *p == 0x7f) {
        return WORDS_CONTROL;
    }
    r->at.offset += length;
    r->at.line += *p == '\n';
    r->at.column = *p == '\n' ? 1 : r->at.column + 1;
    return WORDS_FINE;
}
/* Whether the token goes on, by its kind and by what comes next. */
static bool goes_on(const words_reader *r, const words_token *t)
{
    unsigned char c = (unsigned char)peek(r, 0), next = (unsigned char)peek(r, 1);
    switch (t->kind) {
        case WORDS_WORD:   return is_letter(c) || is_digit(c) || (c == '\'' && is_letter(next));
        case WORDS_NUMBER: return is_digit(c) || (c == '.' && is_digit(next));
        case WORDS_QUOTED: return r->at.offset == t->start.offset + 1 ||
                                  r->text[r->at.offset - 1] != '"';
        default:           return false;
    }
}
/* The next token of any kind; `found` is false at the end of the text. */
static words_result next_token(words_reader *r, words_token *t, bool *found)
{
    enum words_problem problem = WORDS_FINE;
    while (problem == WORDS_FINE && !at_end(r) && is_space((unsigned char)peek(r, 0))) {
        problem = step(r);
    }
    *found = !at_end(r);
    if (*found) {
        unsigned char c = (unsigned char)peek(r, 0);
        t->start = r->at;
        t->kind = is_letter(c)                                    ? WORDS_WORD
                  : is_digit(c)                                   ? WORDS_NUMBER
                  : c == '"' && (r->options & WORDS_QUOTES) != 0  ? WORDS_QUOTED
                                                                  : WORDS_MARK;
        do {
            problem = step(r);
        } while (problem == WORDS_FINE && !at_end(r) && goes_on(r, t));
        t->length = r->at.offset - t->start.offset;
        if (problem == WORDS_FINE && t->kind == WORDS_QUOTED &&
            (t->length == 1 || r->text[r->at.offset - 1] != '"')) {
            return (words_result){WORDS_OPEN_QUOTE, t->start};
        }
    }
    return (words_result){problem, r->at};
}
static bool is_wanted(const words_token *t, unsigned options)
{
    return t->kind == WORDS_WORD || (t->kind == WORDS_QUOTED) ||
           (options & (t->kind == WORDS_NUMBER ? WORDS_NUMBERS : WORDS_MARKS)) != 0;
}
/* All tokens of a text, in memory for free(). */
static words_result words_tokenize(const char *text, size_t n, unsigned options,
                                   words_token **tokens, size_t *count)
{
    words_reader r = {text, n, options, {0, 1, 1}};
    size_t room = 0;
    *tokens = NULL;
    for (*count = 0;;) {
        words_token t = {WORDS_WORD, {0, 0, 0}, 0};
        bool found;
        words_result result = next_token(&r, &t, &found);
        if (result.problem != WORDS_FINE || !found) {
            return result;
        }
        if (!is_wanted(&t, options)) {
            continue;
        }
        if (*count == room) {
            words_token *more = realloc(*tokens, (room = 2 * room + 64) * sizeof t);
            if (more == NULL) {
                return (words_result){WORDS_NO_MEMORY, r.at};
            }
            *tokens = more;
        }
        (*tokens)[(*count)++] = t;
    }
}
static words_result words_check(sea_bytes data)
{
    words_reader r = {data.data, data.len, 0, {0, 1, 1}};
    enum words_problem problem = WORDS_FINE;
    while (!at_end(&r) && problem == WORDS_FINE) {
        problem = step(&r);
    }
    return (words_result){problem, r.at};
}
/* The text of a token that came from `source`. */
static bool words_text(const words_token *t, const char *source, size_t n, const char **text,
                       size_t *length)
{
    if (t->start.offset > n || t->length > n - t->start.offset) {
        return false;
    }
    *text = source + t->start.offset;
    *length = t->length;
    return true;
}
static uint64_t words_hash(const uint8_t *p, size_t n)              /* FNV-1a */
{
    uint64_t hash = 14695981039346656037u;
    while (n-- > 0) {
        hash = (hash ^ *p++) * 1099511628211u;
    }
    return hash;
}

/* ---- the library: a counter, which is a hash table ---- */
typedef struct { char *word; size_t count; uint64_t hash; } words_slot;
typedef struct { const char *word; size_t count; } words_entry;
typedef struct words_counter {
    unsigned options;
    size_t used, room, total;                   /* room is a power of two */
    words_slot *slots;
} words_counter;

static words_counter *counter_new(unsigned options)
{
    words_counter *c = calloc(1, sizeof *c);
    if (c != NULL) {
        c->options = options;
    }
    return c;
}
static void counter_clear(words_counter *c)
{
    for (size_t i = 0; i < c->room; i++) {
        free(c->slots[i].word);
    }
    free(c->slots);
    *c = (words_counter){c->options, 0, 0, 0, NULL};
}
static void counter_free(words_counter *c)
{
    counter_clear(c);
    free(c);
}
/* Where the word is, or the empty slot where it would be. */
static words_slot *find(words_slot *slots, size_t room, const char *word, uint64_t hash)
{
    size_t i = (size_t)hash & (room - 1);
    while (slots[i].word != NULL && (slots[i].hash != hash || strcmp(slots[i].word, word) != 0)) {
        i = (i + 1) & (room - 1);
    }
    return &slots[i];
}
static bool grow(words_counter *c)
{
    size_t room = c->room > 0 ? 2 * c->room : 64;
    words_slot *slots = calloc(room, sizeof *slots);
    for (size_t i = 0; slots != NULL && i < c->room; i++) {
        if (c->slots[i].word != NULL) {
            *find(slots, room, c->slots[i].word, c->slots[i].hash) = c->slots[i];
        }
    }
    if (slots != NULL) {
        free(c->slots);
        c->slots = slots;
        c->room = room;
    }
    return slots != NULL;
}
/* A copy for free(), as the counter's options want it. */
static char *folded(const words_counter *c, const char *word, size_t n)
{
    char *copy = malloc(n + 1);
    for (size_t i = 0; copy != NULL && i < n; i++) {
        bool upper = (c->options & WORDS_FOLD_CASE) != 0 && word[i] >= 'A' && word[i] <= 'Z';
        copy[i] = upper ? (char)(word[i] - 'A' + 'a') : word[i];
    }
    if (copy != NULL) {
        copy[n] = '\0';
    }
    return copy;
}
static bool counter_add_word(words_counter *c, const char *word, size_t n, size_t times)
{
    char *copy = folded(c, word, n);
    words_slot *slot;
    if (copy == NULL || (4 * c->used >= 3 * c->room && !grow(c))) {
        free(copy);
        return false;
    }
    uint64_t hash = words_hash((const uint8_t *)copy, n);
    slot = find(c->slots, c->room, copy, hash);
    if (slot->word == NULL) {
        *slot = (words_slot){copy, 0, hash};
        c->used++;
    } else {
        free(copy);
    }
    slot->count += times;
    c->total += times;
    return true;
}
/* Counts all of the text, or nothing of one that is refused. */
static words_result counter_add(words_counter *c, const char *text, size_t n)
{
    words_token *tokens;
    size_t count;
    words_result result = words_tokenize(text, n, c->options, &tokens, &count);
    for (size_t i = 0; result.problem == WORDS_FINE && i < count; i++) {
        if (!counter_add_word(c, text + tokens[i].start.offset, tokens[i].length, 1)) {
            result = (words_result){WORDS_NO_MEMORY, tokens[i].start};
        }
    }
    free(tokens);
    return result;
}
static bool counter_add_words(words_counter *c, const char *const *words, size_t n)
{
    bool done = true;
    for (size_t i = 0; done && i < n; i++) {
        done = counter_add_word(c, words[i], strlen(words[i]), 1);
    }
    return done;
}
static bool counter_add_counts(words_counter *c, const char *const *words, const size_t *counts,
                               size_t n)
{
    bool done = true;
    for (size_t i = 0; done && i < n; i++) {
        done = counter_add_word(c, words[i], strlen(words[i]), counts[i]);
    }
    return done;
}
static bool counter_add_counter(words_counter *c, const words_counter *other)
{
    bool done = true;
    for (size_t i = 0; done && c != other && i < other->room; i++) {
        const words_slot *slot = &other->slots[i];
        done = slot->word == NULL ||
               counter_add_word(c, slot->word, strlen(slot->word), slot->count);
    }
    return done;
}
static size_t counter_size(const words_counter *c)  { return c->used; }
static size_t counter_total(const words_counter *c) { return c->total; }
static bool counter_count(const words_counter *c, const char *word, size_t *count)
{
    char *copy = folded(c, word, strlen(word));
    if (copy != NULL && c->room > 0) {
        *count = find(c->slots, c->room, copy, words_hash((const uint8_t *)copy, strlen(copy)))->count;
    }
    free(copy);
    return copy != NULL;
}
static int by_count(const void *a, const void *b)
{
    const words_entry *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count)
                                : strcmp(x->word, y->word);
}
/* The most frequent words first, in memory for free(); the words stay the counter's. */
static bool counter_most_common(const words_counter *c, size_t limit, words_entry **entries,
                                size_t *n)
{
    *n = 0;
    *entries = malloc((c->used + 1) * sizeof **entries);
    if (*entries == NULL) {
        return false;
    }
    for (size_t i = 0; i < c->room; i++) {
        if (c->slots[i].word != NULL) {
            (*entries)[(*n)++] = (words_entry){c->slots[i].word, c->slots[i].count};
        }
    }
    qsort(*entries, *n, sizeof **entries, by_count);
    *n = *n > limit ? limit : *n;
    return true;
}
static bool counter_counts(const words_counter *c, const char ***words, size_t **counts, size_t *n)
{
    *n = 0;
    *words = malloc((c->used + 1) * sizeof **words);
    *counts = malloc((c->used + 1) * sizeof **counts);
    for (size_t i = 0; *words != NULL && *counts != NULL && i < c->room; i++) {
        if (c->slots[i].word != NULL) {
            (*words)[*n] = c->slots[i].word;
            (*counts)[(*n)++] = c->slots[i].count;
        }
    }
    return *words != NULL && *counts != NULL;
}

/* ---- the binding ---- */
SEA_ENUM(Kind, enum words_kind,
    (doc,    "What a token is."),
    (values, WORDS_, WORD, NUMBER, QUOTED, MARK));

SEA_FLAGS(Options, unsigned,
    (doc,    "Which tokens there are beside words, and how words are counted."),
    (values, WORDS_, NUMBERS, QUOTES, MARKS, FOLD_CASE), (unknown, error));

SEA_ENUM(Problem, enum words_problem,
    (values, WORDS_, BAD_UTF8, CONTROL, OPEN_QUOTE));

SEA_CLASS(Position, words_position,
    (doc,   "A place in a text: *offset* in bytes, *line* and *column* in characters, from 1."),
    (field, offset, size_t), (field, line, size_t), (field, column, size_t));

SEA_EXCEPTION(WordsError, ValueError,
    (doc, "A text is no text; *problem* says why, *where* is the Position."),
    (attribute, problem), (attribute, where));

SEA_STATUS(words, words_result,
    (failure,   it.problem != WORDS_FINE),
    (raise_if,  it.problem == WORDS_NO_MEMORY, MemoryError),
    (raise,     WordsError, "line %zu, column %zu: %s", it.where.line, it.where.column,
                words_message(it.problem)),
    (attribute, problem, Problem, it.problem),
    (attribute, where, Position, it.where));
SEA_STATUS(memory, bool, (failure, !it), (raise, MemoryError));
SEA_STATUS(inside, bool,
    (failure,   !it),
    (raise,     IndexError, "the token lies outside of this text"));

SEA_CLASS(Token, words_token,
    (doc,    "A token: its *kind*, where it starts, and its *length* in bytes of UTF-8."),
    (field,  kind, Kind, (readonly)), (field, start, Position), (field, length, size_t, (readonly)),
    (method, text, (overload, words_text, inside, (chars, source), (out(chars), text)),
                   (overload, words_text, inside, (array(char), source), (out(chars), text)),
             (doc, "Return the token's text; *source* is what it was found in.")));

SEA_CONVERTER(entry, words_entry,
    (tuple, (str, it.word), (size_t, it.count)));

SEA_HANDLE(Counter, words_counter *,
    (doc,      "Counts words."),
    (locked),
    (init,     counter_new, (Options, options, WORDS_FOLD_CASE)),
    (destroy,  counter_free),
    (method,   add, (overload, counter_add, words, (chars, text), (release_gil)),
                    (overload, counter_add, words, (array(char), text), (release_gil)),
               (doc, "Count the words of *text*, a str or any buffer of UTF-8.")),
    (method,   update, (overload, counter_add_counts, memory, (dict(str, size_t), counts)),
                       (overload, counter_add_words, memory, (list(str), words)),
                       (overload, counter_add_counter, memory, (ref(Counter), other)),
               (doc, "Count words that are there already.")),
    (method,   count, counter_count, memory, (str, word), (out(size_t), count),
               (doc, "Return how often *word* was counted.")),
    (method,   most_common, counter_most_common, memory, (size_t, limit, 10),
               (out(owned(list(entry))), entries),
               (doc, "Return [(word, count), ...], the most frequent first.")),
    (method,   counts, counter_counts, memory, (out(owned(dict(str, size_t))), counts),
               (doc, "Return {word: count, ...}.")),
    (method,   clear, counter_clear, none),
    (property, size, counter_size, size_t, (doc, "How many different words there are.")),
    (property, total, counter_total, size_t, (doc, "How many words were counted.")),
    (field,    options, Options, (readonly)));

SEA_MODULE(words,
    (doc,       "Words: a tokenizer and a counter."),
    (threads,   safe),
    (enum,      Kind), (enum, Options), (enum, Problem), (class, Position),
    (exception, WordsError), (class, Token), (class, Counter),
    (function,  tokenize,
                (overload, words_tokenize, words, (chars, text),
                           (Options, options, WORDS_NUMBERS | WORDS_MARKS),
                           (out(owned(list(Token))), tokens)),
                (overload, words_tokenize, words, (array(char), text),
                           (Options, options, WORDS_NUMBERS | WORDS_MARKS),
                           (out(owned(list(Token))), tokens)),
                (doc, "Return the tokens of *text*, a str or any buffer of UTF-8.")),
    (function,  check, words_check, words, (bytes, data),
                (doc, "Raise WordsError unless *data* is UTF-8 without control characters.")),
    (function,  hash, words_hash, u64, (array(u8), data), (release_gil),
                (doc, "Return the FNV-1a hash of *data*.")));
