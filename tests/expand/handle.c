#include <seabind/seabind.h>

typedef struct file file;

file *file_open(const char *path);
file *file_ref(file *f);
void file_close(file *f);

SEA_HANDLE(File, file *,
    (init, file_open, (str, path)),
    (destroy, file_close),
    (reference, file_ref));
