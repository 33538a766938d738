#include "extract/extract_internal.h"

/* Windows-1252's own characters: 0x80 … 0x9f. Those it leaves open stand for nothing. */
static const unsigned short windows[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd,
    0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0xfffd, 0x017e, 0x0178,
};

static void add_code_point(struct buf *out, unsigned c)
{
    char bytes[4];
    size_t size = 0;

    if (c < 0x80) {
        bytes[size++] = (char)c;
    } else if (c < 0x800) {
        bytes[size++] = (char)(0xc0 | c >> 6);
        bytes[size++] = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        bytes[size++] = (char)(0xe0 | c >> 12);
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3f));
        bytes[size++] = (char)(0x80 | (c & 0x3f));
    } else {
        bytes[size++] = (char)(0xf0 | c >> 18);
        bytes[size++] = (char)(0x80 | (c >> 12 & 0x3f));
        bytes[size++] = (char)(0x80 | (c >> 6 & 0x3f));
        bytes[size++] = (char)(0x80 | (c & 0x3f));
    }
    buf_add(out, (struct str){bytes, size});
}

static unsigned unit_at(struct str bytes, size_t i, bool little)
{
    unsigned first = (unsigned char)bytes.at[i], second = (unsigned char)bytes.at[i + 1];

    return little ? second << 8 | first : first << 8 | second;
}

static void decode_utf16(struct str bytes, bool little, struct buf *out)
{
    for (size_t i = 0; i + 2 <= bytes.size; i += 2) {
        unsigned c = unit_at(bytes, i, little), low;

        if ((c & 0xf800) != 0xd800) {
            add_code_point(out, c);
            continue;
        }
        low = c < 0xdc00 && i + 4 <= bytes.size ? unit_at(bytes, i + 2, little) : 0;
        if ((low & 0xfc00) != 0xdc00) {
            add_code_point(out, 0xfffd);
            continue;
        }
        add_code_point(out, 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff)));
        i += 2;
    }
}

void extract_decode(struct str bytes, struct buf *out)
{
    if (str_starts(bytes, STR("\xef\xbb\xbf")))
        bytes = str_slice(bytes, 3, bytes.size);
    if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff"))) {
        decode_utf16(str_slice(bytes, 2, bytes.size), *bytes.at == '\xff', out);
        return;
    }
    if (str_is_text(bytes)) {
        buf_add(out, bytes);
        return;
    }
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char c = (unsigned char)bytes.at[i];

        add_code_point(out, c >= 0x80 && c < 0xa0 ? windows[c - 0x80] : c);
    }
}
