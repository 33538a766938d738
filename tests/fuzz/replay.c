/* Stands in for libFuzzer where it is absent: runs the target once over each file named, so
 * that every build checks the seeds and what was ever found. */
#include "base/file.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct buf input = {0};
        struct error err;

        if (!file_read(&input, argv[i], 16 << 20, &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        LLVMFuzzerTestOneInput((const unsigned char *)buf_text(&input), input.size);
        buf_free(&input);
    }
    return 0;
}
