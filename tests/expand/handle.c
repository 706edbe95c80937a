#include <seabind/seabind.h>

typedef struct file file;

file *file_open(const char *path);
void file_close(file *f);

SEA_HANDLE(File, file *,
    (init, file_open, (str, path)),
    (destroy, file_close));
