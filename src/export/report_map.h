/* The charts of the findings page that are of authorities. */
#ifndef EXPORT_REPORT_MAP_H
#define EXPORT_REPORT_MAP_H

#include "export/report_internal.h"

/* Whether it is the name of one of England's authorities today. */
bool export_is_on_map(struct str name);
/* The tiles by the share of reports with the code; f->codes.count: by how many reports there are. */
void export_draw_map(struct findings *f, bool regions, size_t code);
/* Each authority's share of reports with the code over the number of its reports, within the limits of chance. */
void export_draw_funnel(struct findings *f, size_t code);

#endif
