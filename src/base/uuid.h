/* Names that are the same for the same thing on every machine. */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/str.h"

enum { UUID_SIZE = 37 };

/* UUIDv5 (RFC 4122, section 4.3) of a key in excerpta's own namespace: 36 lower-case characters and NUL. */
void uuid_of(struct str key, char out[UUID_SIZE]);

#endif
