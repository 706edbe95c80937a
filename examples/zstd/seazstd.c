/* Zstandard: in one go, in streams, with dictionaries, as the Python module `seazstd`. */
#include <seabind/seabind.h>
#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>
#include <zstd_errors.h>

SEA_ENUM(ErrorCode, ZSTD_ErrorCode,             /* zstd promises that these stay */
    (doc,    "Why a call failed."),
    (values, ZSTD_error_, GENERIC, prefix_unknown, version_unsupported,
             frameParameter_unsupported, frameParameter_windowTooLarge, corruption_detected,
             checksum_wrong, dictionary_corrupted, dictionary_wrong, dictionaryCreation_failed,
             parameter_unsupported, parameter_outOfBound, tableLog_tooLarge,
             maxSymbolValue_tooLarge, maxSymbolValue_tooSmall, stage_wrong, init_missing,
             memory_allocation, workSpace_tooSmall, dstSize_tooSmall, srcSize_wrong));

SEA_EXCEPTION(ZstdError, Exception,
    (doc, "A zstd call failed; *code* says why."),
    (attribute, code));

/* zstd's one convention: a size_t that is either a size or an error */
#define ZSTD_FAILURES                                                       \
    (failure,   ZSTD_isError(it)),                                          \
    (raise_if,  ZSTD_getErrorCode(it) == ZSTD_error_memory_allocation, MemoryError), \
    (raise,     ZstdError, "%s", ZSTD_getErrorName(it)),                    \
    (attribute, code, ErrorCode, ZSTD_getErrorCode(it))

SEA_STATUS(zstd, size_t, ZSTD_FAILURES);
SEA_STATUS(zstd_size, size_t, ZSTD_FAILURES,    /* the same, and the size is the result */
    (result,    size_t, it));
SEA_STATUS(zdict_size, size_t,
    (failure,   ZDICT_isError(it)),
    (raise,     ZstdError, "%s", ZDICT_getErrorName(it)),
    (attribute, code, ErrorCode, ZSTD_getErrorCode(it)),
    (result,    size_t, it));
SEA_STATUS(content_size, unsigned long long,
    (none,      it == ZSTD_CONTENTSIZE_UNKNOWN),
    (failure,   it == ZSTD_CONTENTSIZE_ERROR),
    (raise,     ZstdError, "no zstd frame begins here"),
    (attribute, code, ErrorCode, ZSTD_error_prefix_unknown),
    (result,    ullong, it));

SEA_ENUM(CParameter, ZSTD_cParameter,
    (values, ZSTD_c_, compressionLevel, windowLog, hashLog, chainLog, searchLog, minMatch,
             targetLength, strategy, enableLongDistanceMatching, ldmHashLog, ldmMinMatch,
             ldmBucketSizeLog, ldmHashRateLog, contentSizeFlag, checksumFlag, dictIDFlag,
             nbWorkers, jobSize, overlapLog));
SEA_ENUM(DParameter, ZSTD_dParameter, (values, ZSTD_d_, windowLogMax));
SEA_ENUM(Strategy, ZSTD_strategy,
    (values, ZSTD_, fast, dfast, greedy, lazy, lazy2, btlazy2, btopt, btultra, btultra2));
SEA_ENUM(Mode, ZSTD_EndDirective,
    (value,  continue_, ZSTD_e_continue), (values, ZSTD_e_, flush, end));
SEA_ENUM(Reset, ZSTD_ResetDirective,
    (values, ZSTD_reset_, session_only, parameters, session_and_parameters));

/* ---- glue: cursors over one input and a growing output ---- */
static const size_t no_memory = (size_t)-ZSTD_error_memory_allocation;

static size_t compress_stream(ZSTD_CCtx *c, const void *data, size_t n, ZSTD_EndDirective mode,
                              sea_buf *out)
{
    ZSTD_inBuffer in = {data, n, 0};
    size_t left, most = ZSTD_CStreamOutSize();
    size_t want = n < most ? ZSTD_compressBound(n) : most;
    do {
        ZSTD_outBuffer to = {NULL, 0, 0};
        to.dst = sea_buf_room(out, want, &to.size);
        if (to.dst == NULL) {
            return no_memory;
        }
        left = ZSTD_compressStream2(c, &to, &in, mode);
        sea_buf_add(out, to.pos);
        want = most;
    } while (!ZSTD_isError(left) && (mode == ZSTD_e_continue ? in.pos < in.size : left > 0));
    return left;
}
/* Up to the end of a frame: 0, or of the data: what zstd would like to have next. The first
 * room is for all of the frame when its header says a size that is worth believing. */
static size_t decompress_stream(ZSTD_DCtx *c, const void *data, size_t n, sea_buf *out,
                                size_t *used)
{
    ZSTD_inBuffer in = {data, n, 0};
    ZSTD_outBuffer to;
    unsigned long long said = ZSTD_getFrameContentSize(data, n);
    size_t want = ZSTD_DStreamOutSize(), hint;
    if (said <= 1u << 30) {
        want = (size_t)said;
    }
    do {
        to = (ZSTD_outBuffer){NULL, 0, 0};
        to.dst = sea_buf_room(out, want, &to.size);
        if (to.dst == NULL) {
            return no_memory;
        }
        hint = ZSTD_decompressStream(c, &to, &in);
        sea_buf_add(out, to.pos);
        want = ZSTD_DStreamOutSize();
    } while (!ZSTD_isError(hint) && hint != 0 && (in.pos < in.size || to.pos == to.size));
    *used = in.pos;
    return hint;
}
static size_t decompress(const void *data, size_t n, const ZSTD_DDict *dict, sea_buf *out)
{
    size_t used, rc;
    ZSTD_DCtx *c = ZSTD_createDCtx();
    if (c == NULL) {
        return no_memory;
    }
    rc = ZSTD_DCtx_refDDict(c, dict);
    do {                                        /* frames may follow each other */
        if (!ZSTD_isError(rc)) {
            rc = decompress_stream(c, data, n, out, &used);
        }
        if (!ZSTD_isError(rc)) {
            data = (const char *)data + used;
            n -= used;
        }
    } while (rc == 0 && n > 0);
    ZSTD_freeDCtx(c);
    return ZSTD_isError(rc) || rc == 0 ? rc : (size_t)-ZSTD_error_srcSize_wrong;
}
static size_t compressor_new(ZSTD_CCtx **out, int level, bool checksum, int workers)
{
    size_t rc;
    ZSTD_CCtx *c = ZSTD_createCCtx();
    if (c == NULL) {
        return no_memory;
    }
    rc = ZSTD_CCtx_setParameter(c, ZSTD_c_compressionLevel, level);
    if (!ZSTD_isError(rc)) {
        rc = ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, checksum);
    }
    if (!ZSTD_isError(rc) && workers != 0) {
        rc = ZSTD_CCtx_setParameter(c, ZSTD_c_nbWorkers, workers);
    }
    *out = c;
    return rc;
}
/* Samples for zstd lie end to end. */
static size_t train(void *dict, size_t cap, const sea_data *samples, unsigned n)
{
    size_t total = 0, rc = no_memory;
    size_t *sizes = malloc((n + (size_t)1) * sizeof *sizes);
    char *joined, *end;
    for (unsigned i = 0; i < n; i++) {
        total += samples[i].len;
    }
    joined = end = malloc(total + 1);
    if (sizes != NULL && joined != NULL) {
        for (unsigned i = 0; i < n; i++) {
            sizes[i] = samples[i].len;
            if (sizes[i] > 0) {
                memcpy(end, samples[i].data, sizes[i]);
            }
            end += sizes[i];
        }
        rc = ZDICT_trainFromBuffer(dict, cap, joined, sizes, n);
    }
    free(joined);
    free(sizes);
    return rc;
}

SEA_CLASS(Bounds, ZSTD_bounds,
    (doc,      "The smallest and the largest value of a parameter."),
    (field,    lower, lowerBound, int), (field, upper, upperBound, int));

SEA_STATUS(bounds, ZSTD_bounds,
    (failure,   ZSTD_isError(it.error)),
    (raise,     ZstdError, "%s", ZSTD_getErrorName(it.error)),
    (attribute, code, ErrorCode, ZSTD_getErrorCode(it.error)),
    (result,    Bounds, it));

SEA_HANDLE(CompressionDict, ZSTD_CDict *,
    (doc,      "A dictionary that is ready for compression at one level."),
    (init,     ZSTD_createCDict, (array(void), dictionary), (int, level, ZSTD_CLEVEL_DEFAULT)),
    (destroy,  ZSTD_freeCDict),
    (property, id, ZSTD_getDictID_fromCDict, uint, (doc, "0 for one without a header.")));

SEA_HANDLE(DecompressionDict, ZSTD_DDict *,
    (doc,      "A dictionary that is ready for decompression."),
    (init,     ZSTD_createDDict, (array(void), dictionary)),
    (destroy,  ZSTD_freeDDict),
    (property, id, ZSTD_getDictID_fromDDict, uint, (doc, "0 for one without a header.")));

SEA_HANDLE(Compressor, ZSTD_CCtx *,
    (doc,      "Compress frames, each in one go or piece by piece."),
    (release_gil), (locked), (keeps), (adopt, always),
    (init,     compressor_new, zstd, (out(self), c), (int, level, ZSTD_CLEVEL_DEFAULT), (kwonly),
               (bool, checksum, false), (int, workers, 0)),
    (destroy,  ZSTD_freeCCtx),
    (method,   set, ZSTD_CCtx_setParameter, zstd, (CParameter, parameter), (int, value),
               (doc, "Set a parameter of the frames to come.")),
    (method,   reset, ZSTD_CCtx_reset, zstd, (Reset, directive, ZSTD_reset_session_only),
               (doc, "Give up the frame that has begun, or all parameters.")),
    (method,   use, ZSTD_CCtx_refCDict, zstd, (opt(ref(CompressionDict)), dict),
               (keep_alive, self, dict),
               (doc, "Compress with *dict* from the next frame on; None: without.")),
    (method,   load_dictionary, ZSTD_CCtx_loadDictionary, zstd, (array(void), dictionary),
               (doc, "Compress with a copy of *dictionary* from the next frame on.")),
    (method,   set_size, ZSTD_CCtx_setPledgedSrcSize, zstd, (ullong, size),
               (doc, "Write into the next frame's header how long its content will be.")),
    (method,   compress_all, ZSTD_compress2, zstd_size,
               (fill(void), result, ZSTD_compressBound(data.len)), (cap(size_t), result),
               (array(void), data),
               (doc, "Return *data* as a frame.")),
    (method,   compress, compress_stream, zstd, (array(void), data), (Mode, mode, ZSTD_e_continue),
               (out(buf), result),
               (doc, "Compress *data*; return what is ready of the output.")),
    (method,   flush, compress_stream, zstd, (fixed(const void *), NULL), (fixed(size_t), 0),
               (Mode, mode, ZSTD_e_end), (out(buf), result),
               (doc, "Return what is still pending; Mode.end ends the frame.")));

SEA_HANDLE(Decompressor, ZSTD_DCtx *,
    (doc,      "Decompress frames piece by piece."),
    (release_gil), (locked), (keeps),
    (init,     ZSTD_createDCtx),
    (destroy,  ZSTD_freeDCtx),
    (method,   set, ZSTD_DCtx_setParameter, zstd, (DParameter, parameter), (int, value)),
    (method,   reset, ZSTD_DCtx_reset, zstd, (Reset, directive, ZSTD_reset_session_only),
               (doc, "Give up the frame that has begun, or all parameters.")),
    (method,   use, ZSTD_DCtx_refDDict, zstd, (opt(ref(DecompressionDict)), dict),
               (keep_alive, self, dict),
               (doc, "Decompress with *dict* from the next frame on; None: without.")),
    (method,   load_dictionary, ZSTD_DCtx_loadDictionary, zstd, (array(void), dictionary)),
    (method,   decompress, decompress_stream, zstd, (array(void), data), (out(buf), result),
               (out(size_t), used), (returns, bool, it == 0),
               (doc, "Return (content, used, ended): what came out, how much of *data* went in,\n"
                     "and whether that was the end of a frame.")));

SEA_MODULE(seazstd,
    (doc,       "Zstandard compression."),
    (threads,   safe),
    (enum,      ErrorCode), (exception, ZstdError),
    (enum,      CParameter), (enum, DParameter), (enum, Strategy), (enum, Mode), (enum, Reset),
    (class,     Bounds), (class, CompressionDict), (class, DecompressionDict),
    (class,     Compressor), (class, Decompressor),
    (function,  compress, ZSTD_compress, zstd_size,
                (fill(void), result, ZSTD_compressBound(data.len)), (cap(size_t), result),
                (array(void), data), (int, level, ZSTD_CLEVEL_DEFAULT), (release_gil),
                (doc, "Compress *data* in one go.")),
    (function,  decompress, decompress, zstd, (array(void), data),
                (opt(ref(DecompressionDict)), dict, NULL), (out(buf), result), (release_gil),
                (doc, "Decompress all frames of *data* in one go.")),
    (function,  content_size, ZSTD_getFrameContentSize, content_size, (array(void), frame),
                (doc, "Return what the header says of the content's size, or None.")),
    (function,  frame_size, ZSTD_findFrameCompressedSize, zstd_size, (array(void), data),
                (doc, "Return how long the frame is that *data* begins with.")),
    (function,  dictionary_id, ZSTD_getDictID_fromDict, uint, (array(void), dictionary)),
    (function,  frame_dictionary_id, ZSTD_getDictID_fromFrame, uint, (array(void), frame)),
    (function,  train, train, zdict_size, (fill(void), result, capacity), (cap(size_t), result),
                (list(data, unsigned), samples), (arg(size_t), capacity, 112640), (release_gil),
                (doc, "Return a dictionary for data that looks like *samples*.")),
    (function,  bounds, ZSTD_cParam_getBounds, bounds, (CParameter, parameter)),
    (function,  min_level, ZSTD_minCLevel, int), (function, max_level, ZSTD_maxCLevel, int),
    (function,  version, ZSTD_versionString, str, (doc, "Return the version of the library.")),
    (constants, ZSTD_, CLEVEL_DEFAULT, MAGICNUMBER, VERSION_STRING, VERSION_NUMBER));
