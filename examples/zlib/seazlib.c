/* zlib, one-shot and streaming, as the Python module `seazlib`. */
#include <limits.h>
#include <seabind/seabind.h>
#include <zlib.h>

SEA_EXCEPTION(ZlibError, Exception,
    (doc, "A zlib call failed; *code* is zlib's return value."));

SEA_STATUS(zlib, int,                           /* calls without a stream */
    (failure,   it < 0 || it == Z_NEED_DICT),
    (raise_if,  it == Z_MEM_ERROR, MemoryError),
    (raise,     ZlibError, "%s", zError(it)),
    (attribute, code, int, it));

/* ---- glue: zlib's cursors over one input and a growing output ---- */
typedef struct { z_stream z; bool eof; size_t consumed; } stream;

SEA_STATUS(streaming, int,                      /* the same, with the stream's own message */
    (context,   stream *, s),
    (failure,   it < 0 || it == Z_NEED_DICT),
    (raise_if,  it == Z_MEM_ERROR, MemoryError),
    (raise,     ZlibError, "%s", s->z.msg != NULL ? s->z.msg : zError(it)),
    (attribute, code, int, it));

static int deflate_open(stream *s, int level, int wbits, int mem_level, int strategy)
{
    return deflateInit2(&s->z, level, Z_DEFLATED, wbits, mem_level, strategy);
}
static int inflate_open(stream *s, int wbits)     { return inflateInit2(&s->z, wbits); }
static int deflate_close(stream *s)               { return deflateEnd(&s->z); }
static int inflate_close(stream *s)               { return inflateEnd(&s->z); }
static int deflate_copy(stream *to, stream *from) { return deflateCopy(&to->z, &from->z); }
static int deflate_dictionary(stream *s, const Bytef *d, uInt n)
{
    return deflateSetDictionary(&s->z, d, n);
}
static int inflate_dictionary(stream *s, const Bytef *d, uInt n)
{
    return inflateSetDictionary(&s->z, d, n);
}

static int pump(stream *s, int (*step)(z_stream *, int), const Bytef *in, size_t n, int flush,
                sea_buf *out)
{
    int rc;
    s->z.next_in = (z_const Bytef *)(uintptr_t)in;
    s->consumed = 0;
    do {
        uInt chunk = n - s->consumed > UINT_MAX ? UINT_MAX : (uInt)(n - s->consumed);
        s->z.avail_in = chunk;
        do {
            size_t got;
            s->z.next_out = sea_buf_room(out, 16384, &got);
            if (s->z.next_out == NULL) {
                return Z_MEM_ERROR;
            }
            uInt room = got > UINT_MAX ? UINT_MAX : (uInt)got;
            s->z.avail_out = room;
            rc = step(&s->z, s->consumed + chunk == n ? flush : Z_NO_FLUSH);
            sea_buf_add(out, room - s->z.avail_out);
        } while (rc == Z_OK && s->z.avail_out == 0);
        s->consumed += chunk - s->z.avail_in;
        if (rc == Z_BUF_ERROR) {
            rc = Z_OK;                          /* no progress possible: not an error */
        }
    } while (rc == Z_OK && s->consumed < n && s->z.avail_in == 0);
    s->eof = s->eof || rc == Z_STREAM_END;
    return rc;
}
static int compress_chunk(stream *s, const Bytef *in, size_t n, sea_buf *out)
{
    return pump(s, deflate, in, n, Z_NO_FLUSH, out);
}
static int compress_flush(stream *s, int mode, sea_buf *out)
{
    return pump(s, deflate, NULL, 0, mode, out);
}
static int decompress_chunk(stream *s, const Bytef *in, size_t n, sea_buf *out)
{
    return pump(s, inflate, in, n, Z_NO_FLUSH, out);
}
static bool   at_end(const stream *s)             { return s->eof; }
static size_t consumed(const stream *s)           { return s->consumed; }
static uLong  crc32_of(const Bytef *p, size_t n, uLong start)   { return crc32_z(start, p, n); }
static uLong  adler32_of(const Bytef *p, size_t n, uLong start) { return adler32_z(start, p, n); }

static int decompress(const Bytef *in, size_t n, int wbits, sea_buf *out)
{
    stream s = {0};
    int rc = inflate_open(&s, wbits);
    if (rc != Z_OK) {
        return rc;
    }
    rc = pump(&s, inflate, in, n, Z_NO_FLUSH, out);
    inflateEnd(&s.z);
    return rc == Z_STREAM_END ? Z_OK : rc == Z_OK ? Z_DATA_ERROR : rc;  /* Z_OK: it ended early */
}

SEA_HANDLE(Compressor, stream *,
    (doc,      "Compress a stream of bytes piece by piece."),
    (embedded), (locked), (release_gil),
    (init,     deflate_open, zlib, (self), (int, level, Z_DEFAULT_COMPRESSION),
               (int, wbits, MAX_WBITS), (int, mem_level, 8), (int, strategy, Z_DEFAULT_STRATEGY)),
    (destroy,  deflate_close),
    (method,   compress, compress_chunk, streaming, (array(u8), data), (out(buf), result),
               (doc, "Compress *data*; return what is ready of the output.")),
    (method,   flush,    compress_flush, streaming, (int, mode, Z_FINISH), (out(buf), result),
               (doc, "Return what is still pending; Z_FINISH ends the stream.")),
    (method,   copy,     deflate_copy,   streaming, (new(Compressor), copy), (self),
               (doc, "Return a compressor that goes on from the same state.")),
    (method,   set_dictionary, deflate_dictionary, streaming, (array(u8, uInt), dictionary)));

SEA_HANDLE(Decompressor, stream *,
    (doc,      "Decompress a stream of bytes piece by piece."),
    (embedded), (locked), (release_gil),
    (init,     inflate_open, zlib, (self), (int, wbits, MAX_WBITS)),
    (destroy,  inflate_close),
    (property, eof,      at_end, bool, (doc, "Whether the end of the stream was reached.")),
    (property, consumed, consumed, size_t, (doc, "How many bytes of the last piece were used.")),
    (method,   decompress, decompress_chunk, streaming, (array(u8), data), (out(buf), result),
               (doc, "Decompress *data*; return the output.")),
    (method,   set_dictionary, inflate_dictionary, streaming, (array(u8, uInt), dictionary)));

SEA_MODULE(seazlib,
    (doc,       "Compression with zlib."),
    (threads,   safe),
    (exception, ZlibError),
    (class,     Compressor),
    (class,     Decompressor),
    (function,  compress, compress2, zlib,
                (fill(u8), result, compressBound(data.len)), (used(uLongf), result),
                (array(u8, uLong), data), (int, level, Z_DEFAULT_COMPRESSION), (release_gil),
                (doc, "Compress *data* in one go; *level* is 0 (store) to 9 (smallest).")),
    (function,  decompress, decompress, zlib,
                (array(u8), data), (int, wbits, MAX_WBITS), (out(buf), result), (release_gil),
                (doc, "Decompress *data* in one go.")),
    (function,  crc32,   crc32_of,   c(uLong), (array(u8), data), (c(uLong), value, 0), (release_gil),
                (doc, "Return the CRC-32 of *data*, going on from *value*.")),
    (function,  adler32, adler32_of, c(uLong), (array(u8), data), (c(uLong), value, 1), (release_gil),
                (doc, "Return the Adler-32 of *data*, going on from *value*.")),
    (function,  version, zlibVersion, str, (doc, "Return the version of the zlib in use.")),
    (constants, Z_, NO_FLUSH, PARTIAL_FLUSH, SYNC_FLUSH, FULL_FLUSH, FINISH, BLOCK,
                DEFAULT_STRATEGY, FILTERED, HUFFMAN_ONLY, RLE, FIXED,
                BEST_SPEED, BEST_COMPRESSION, DEFAULT_COMPRESSION, DEFLATED),
    (macros,    MAX_, WBITS, MEM_LEVEL), (macros, ZLIB_, VERSION, VERNUM));
