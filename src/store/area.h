/* The authorities of England and the partnerships of several, as the program knows them, in the study. */
#ifndef STORE_AREA_H
#define STORE_AREA_H

#include "store/store.h"

/* Dates are yyyy-mm-dd or "": from ever, until now. */
struct area_authority {
    const char *code, *name, *region, *kind, *valid_from, *valid_to, *replaced_by;
};
struct area_member {
    const char *partnership, *authority, *valid_from, *valid_to, *source;
};
struct area_list {
    const struct area_authority *authorities;
    size_t authority_count;
    const struct area_member *members;
    size_t member_count;
};

/* Writes nothing where the study has these lists. In a transaction of its own. */
NODISCARD bool store_set_areas(struct store *s, const struct area_list *list, struct error *err);

#endif
