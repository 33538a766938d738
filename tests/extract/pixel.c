/* pixel FILE.png [X Y]…: the picture's width and height, then the colour of each dot as rrggbb; a line each. */
#include <cairo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    cairo_surface_t *s = cairo_image_surface_create_from_png(argc > 1 ? argv[1] : "");
    int width = cairo_image_surface_get_width(s), height = cairo_image_surface_get_height(s);

    if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "pixel: %s\n", cairo_status_to_string(cairo_surface_status(s)));
        return 1;
    }
    printf("%d %d\n", width, height);
    for (int i = 2; i + 1 < argc; i += 2) {
        long x = strtol(argv[i], NULL, 10), y = strtol(argv[i + 1], NULL, 10);
        uint32_t dot;

        if (x < 0 || y < 0 || x >= width || y >= height) {
            puts("outside");
            continue;
        }
        memcpy(&dot, cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s) + x * 4, sizeof dot);
        printf("%06x\n", (unsigned)(dot & 0xffffff));
    }
    cairo_surface_destroy(s);
    return 0;
}
