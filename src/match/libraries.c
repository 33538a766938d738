#include "match/match.h"
#include "match/match_internal.h"

#include <stdio.h>
#include <unicode/uversion.h>

void match_libraries(char *out, size_t size)
{
    char pcre2[64] = "", tables[64] = "", icu[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;

    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, tables);
    u_getVersion(version);
    u_versionToString(version, icu);
    snprintf(out, size, "pcre2 %s, unicode %s, icu %s", pcre2, tables, icu);
}
