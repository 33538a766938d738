#include "base/uuid.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

/* UUIDv5 of "urn:excerpta" in the namespace of URLs. */
static const unsigned char space[16] = {0xd7, 0xf6, 0x66, 0xf2, 0x5f, 0x23, 0x5f, 0x37,
                                        0x92, 0x64, 0xf0, 0x75, 0x3a, 0xc9, 0xc5, 0x98};

void uuid_of(struct str key, char out[UUID_SIZE])
{
    unsigned char d[EVP_MAX_MD_SIZE];
    struct buf all = {0};
    unsigned size = 0;

    buf_add(&all, (struct str){(const char *)space, sizeof space});
    buf_add(&all, key);
    if (!EVP_Digest(all.at, all.size, d, &size, EVP_sha1(), NULL))
        abort();        /* libcrypto has no SHA-1 */
    buf_free(&all);
    d[6] = (unsigned char)((d[6] & 0x0f) | 0x50);
    d[8] = (unsigned char)((d[8] & 0x3f) | 0x80);
    snprintf(out, UUID_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2],
             d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
}
