/* Writes JSON to a stream, one value at a time, commas by itself. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

struct json_writer {
    FILE *out;
    bool comma;     /* whether a value stands before in this array or object */
};

/* key NULL: a value of an array, or the outermost. */
void json_write_object(struct json_writer *j, const char *key);
void json_write_object_end(struct json_writer *j);
void json_write_array(struct json_writer *j, const char *key);
void json_write_array_end(struct json_writer *j);
/* Text must be UTF-8; control characters, quotes, `</` and U+2028/9 are escaped, so that
 * the result may stand in a script element. */
void json_write_text(struct json_writer *j, const char *key, struct str text);
void json_write_number(struct json_writer *j, const char *key, int64_t number);
void json_write_real(struct json_writer *j, const char *key, double number);     /* %.6g */
/* A number as it is written: digits, with a sign before and a point between at the most. */
void json_write_digits(struct json_writer *j, const char *key, struct str digits);
void json_write_bool(struct json_writer *j, const char *key, bool yes);
void json_write_null(struct json_writer *j, const char *key);
void json_write_line(struct json_writer *j);     /* ends a JSONL line and starts anew */

#endif
