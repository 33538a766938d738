#include "extract/picture.h"

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Scans come as one image, or as strips and tiles side by side: their areas add up. */
bool picture_fills(PopplerPage *page, double width, double height)
{
    GList *images = poppler_page_get_image_mapping(page);
    double covered = 0;

    for (GList *i = images; i; i = i->next) {
        const PopplerRectangle *r = &((const PopplerImageMapping *)i->data)->area;
        double across = smaller(larger(r->x1, r->x2), width) - larger(smaller(r->x1, r->x2), 0);
        double down = smaller(larger(r->y1, r->y2), height) - larger(smaller(r->y1, r->y2), 0);

        if (across > 0 && down > 0)
            covered += across * down;
    }
    poppler_page_free_image_mapping(images);
    return covered > 0 && covered >= width * height / 2;
}
