/* (constant, "NAME", CONV, e) in modules, classes and submodules. */
#include <seabind/seabind.h>
#include <stdlib.h>

#define VERSION 7
static const unsigned char magic[] = {0x89, 'P', 0, 'N'};
static const char *folder(void)  { return "/usr/\xe9"; }
static double seeds[] = {1, 2};
static int made;
static const char *counted(void) { made++; return "counted"; }
static int times(void)           { return made; }

enum tone { TONE_LOW, TONE_HIGH };
SEA_ENUM(Tone, enum tone, (values, TONE_, LOW, HIGH));
SEA_CONVERTER(pair, const double *, (tuple, (double, it[0]), (double, it[1])));

typedef struct { double x, y; } vec2;
typedef struct { int open; } file;
static int open_files;
static file *file_new(void)
{
    file *f = calloc(1, sizeof *f);
    open_files += f != NULL;
    return f;
}
static void file_free(file *f) { open_files--; free(f); }
static int files(void)         { return open_files; }
static char *text(void)
{
    char *s = malloc(3);
    return s != NULL ? strcpy(s, "ab") : NULL;
}

SEA_CLASS(Vec2, vec2,
    (enum,     Tone),
    (field,    x, double), (field, y, double),
    (constant, "TONE", Tone, TONE_HIGH),
    (constant, "MAGIC", bytes, ((sea_bytes){magic, sizeof magic})),
    (constant, NOTHING, opt(str), NULL));
SEA_HANDLE(File, file *,
    (destroy,  file_free),
    (constant, "ORIGIN", Vec2, ((vec2){1, 2})),
    (constant, "VERSION", u8, VERSION));

SEA_SUBMODULE(below,
    (constant, "ORIGIN", Vec2, ((vec2){3, 4})),
    (constant, "TONE", Tone, TONE_LOW));
SEA_PART(more,
    (constant, "SEEDS", pair, seeds));

SEA_MODULE(constants,
    (class,     Vec2), (class, File), (submodule, below), (part, more),
    (constant,  "FOLDER", path, folder()),
    (constant,  "TEXT", owned(str), text()),
    (constant,  "COUNTED", str, counted()),
    (constant,  "ON", bool, 1),
    (constant,  "STANDARD", owned(File), file_new()),
    (function,  times, times, int), (function, files, files, int));
