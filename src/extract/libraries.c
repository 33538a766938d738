#include "extract/extract_internal.h"

#include <libxml/parser.h>
#include <poppler.h>
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

void extract_libraries(char *out, size_t size)
{
    char icu[U_MAX_VERSION_STRING_LENGTH], unicode[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;

    u_getVersion(version);
    u_versionToString(version, icu);
    u_getUnicodeVersion(version);
    u_versionToString(version, unicode);
    snprintf(out, size, "poppler %s, libxml2 %s, icu %s, unicode %s", poppler_get_version(), xmlParserVersion, icu,
             unicode);
}
