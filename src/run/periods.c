#include "run/periods.h"

#include "base/ascii.h"

#include <stdio.h>
#include <string.h>

enum { SHORTEST_DAYS = 140, LONGEST_DAYS = 960, FIRST_YEAR = 1990, LAST_YEAR = 2099 };

/* 0 where the text leaves a part out. */
struct when {
    int day, month, year;
};

static const char *const month_names[] = {"january", "february", "march", "april", "may", "june", "july", "august",
                                          "september", "october", "november", "december"};

static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0xc3;
}

static char at(struct str s, size_t i)
{
    return i < s.size ? s.at[i] : '\0';
}

/* Blanks of any kind: also the no-break space. */
static size_t skip_blanks(struct str s, size_t i)
{
    for (;;) {
        if (ascii_is_blank(at(s, i)))
            i++;
        else if (str_starts(str_slice(s, i, s.size), STR("\xc2\xa0")))
            i += 2;
        else
            return i;
    }
}

/* A dash of any width; its bytes, or 0. */
static size_t dash_size(struct str s, size_t i)
{
    static const char *const dashes[] = {"-", "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93",
                                         "\xe2\x80\x94", "\xe2\x88\x92"};

    for (size_t d = 0; d < sizeof dashes / sizeof dashes[0]; d++)
        if (str_starts(str_slice(s, i, s.size), str_of(dashes[d])))
            return strlen(dashes[d]);
    return 0;
}

/* A word, whatever its case, that no letter follows. */
static bool take_word(struct str s, size_t *i, const char *word)
{
    size_t size = strlen(word);

    if (!str_equal_caseless(str_slice(s, *i, *i + size), str_of(word)) || is_letter(at(s, *i + size)))
        return false;
    *i += size;
    return true;
}

static size_t digits_at(struct str s, size_t i)
{
    size_t count = 0;

    while (ascii_is_digit(at(s, i + count)))
        count++;
    return count;
}

static int number_at(struct str s, size_t i, size_t count)
{
    int n = 0;

    for (size_t k = 0; k < count; k++)
        n = n * 10 + (s.at[i + k] - '0');
    return n;
}

static bool take_year(struct str s, size_t *i, int *year)
{
    if (digits_at(s, *i) != 4)
        return false;
    *year = number_at(s, *i, 4);
    if (*year < FIRST_YEAR || *year > LAST_YEAR)
        return false;
    *i += 4;
    return true;
}

static bool take_month(struct str s, size_t *i, int *month)
{
    for (int m = 0; m < 12; m++) {
        char three[4];

        snprintf(three, sizeof three, "%.3s", month_names[m]);
        if (take_word(s, i, month_names[m]) || take_word(s, i, three) || (m == 8 && take_word(s, i, "sept"))) {
            *month = m + 1;
            return true;
        }
    }
    return false;
}

/* 31.03.2019, 31/03/2019 or 31-03-2019. */
static bool take_figures(struct str s, size_t *i, struct when *w)
{
    size_t day = digits_at(s, *i), month, p = *i;
    char mark = at(s, p + day);

    if (day < 1 || day > 2 || (mark != '.' && mark != '/' && mark != '-'))
        return false;
    w->day = number_at(s, p, day);
    p += day + 1;
    month = digits_at(s, p);
    if (month < 1 || month > 2 || at(s, p + month) != mark)
        return false;
    w->month = number_at(s, p, month);
    p += month + 1;
    if (!take_year(s, &p, &w->year) || ascii_is_digit(at(s, p)))
        return false;
    *i = p;
    return true;
}

/* "1st April 2016", "1 April", "April 2024", "31.03.2019". */
static bool take_when(struct str s, size_t *i, struct when *w)
{
    size_t p = *i, digits = digits_at(s, p), before_year;

    *w = (struct when){0};
    if (take_figures(s, i, w))
        return true;
    if (digits == 1 || digits == 2) {
        w->day = number_at(s, p, digits);
        p += digits;
        if (!take_word(s, &p, "st") && !take_word(s, &p, "nd") && !take_word(s, &p, "rd"))
            (void)take_word(s, &p, "th");
        p = skip_blanks(s, p);
        if (take_word(s, &p, "of"))
            p = skip_blanks(s, p);
    }
    if (!take_month(s, &p, &w->month))
        return false;
    before_year = p;
    p = skip_blanks(s, p);
    if (at(s, p) == ',')
        p = skip_blanks(s, p + 1);
    if (!take_year(s, &p, &w->year))
        p = before_year;
    *i = p;
    return true;
}

static bool take_between(struct str s, size_t *i)
{
    size_t p = skip_blanks(s, *i), dash = dash_size(s, p);

    if (dash > 0)
        p += dash;
    else if (!take_word(s, &p, "to") && !take_word(s, &p, "until") && !take_word(s, &p, "till"))
        return false;
    *i = skip_blanks(s, p);
    return true;
}

static int days_of(int month, int year)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : days[month - 1];
}

static bool is_real(const struct when *w)
{
    return w->year >= FIRST_YEAR && w->year <= LAST_YEAR && w->month >= 1 && w->month <= 12 && w->day >= 1
        && w->day <= days_of(w->month, w->year);
}

/* Days since a fixed one; right between two dates of 1990 to 2099. */
static int day_number(const struct when *w)
{
    int n = w->day;

    for (int year = FIRST_YEAR; year < w->year; year++)
        n += days_of(2, year) + 337;
    for (int month = 1; month < w->month; month++)
        n += days_of(month, w->year);
    return n;
}

static bool set_period(struct run_period *out, const struct when *start, const struct when *end, bool exact)
{
    int days;

    if (!is_real(start) || !is_real(end))
        return false;
    days = day_number(end) - day_number(start);
    if (days < SHORTEST_DAYS || days > LONGEST_DAYS)
        return false;
    snprintf(out->start, sizeof out->start, "%04u-%02u-%02u", (unsigned)start->year % 10000,
             (unsigned)start->month % 100, (unsigned)start->day % 100);
    snprintf(out->end, sizeof out->end, "%04u-%02u-%02u", (unsigned)end->year % 10000, (unsigned)end->month % 100,
             (unsigned)end->day % 100);
    out->exact = exact;
    return true;
}

/* "1 April 2016 to 31 March 2017", "April 2024-March 2025", "1 April to 31 March 2017". */
static bool dates_at(struct str s, size_t *i, struct run_period *out)
{
    struct when start, end;
    size_t p = *i;

    if (!take_when(s, &p, &start) || !take_between(s, &p) || !take_when(s, &p, &end))
        return false;
    if (end.year == 0 || is_letter(at(s, p)) || ascii_is_digit(at(s, p)) || (start.day == 0) != (end.day == 0))
        return false;
    if (start.year == 0)
        start.year = start.month > end.month || (start.month == end.month && start.day > end.day) ? end.year - 1
                                                                                                 : end.year;
    if (start.day == 0) {
        start.day = 1;
        end.day = days_of(end.month, end.year);
    }
    if (!set_period(out, &start, &end, true))
        return false;
    *i = p;
    return true;
}

/* "year ended 31 March 2017": the twelve months up to then. */
static bool year_end_at(struct str s, size_t *i, struct run_period *out)
{
    struct when start, end;
    size_t p = *i;

    if (!take_word(s, &p, "year"))
        return false;
    p = skip_blanks(s, p);
    if (!take_word(s, &p, "ending") && !take_word(s, &p, "ended") && !take_word(s, &p, "to"))
        return false;
    p = skip_blanks(s, p);
    if (!take_when(s, &p, &end) || end.year == 0 || end.month < 1 || end.month > 12)
        return false;
    if (end.day == 0)
        end.day = days_of(end.month, end.year);
    if (end.day != days_of(end.month, end.year))
        return false;
    start = (struct when){1, end.month % 12 + 1, end.month == 12 ? end.year : end.year - 1};
    if (!set_period(out, &start, &end, true))
        return false;
    *i = p;
    return true;
}

static bool calendar_at(struct str s, size_t *i, struct run_period *out)
{
    struct when start = {1, 1, 0}, end = {31, 12, 0};
    size_t p = *i;

    if (!take_word(s, &p, "calendar"))
        return false;
    p = skip_blanks(s, p);
    if (take_word(s, &p, "year"))
        p = skip_blanks(s, p);
    if (!take_year(s, &p, &start.year) || digits_at(s, p) > 0)
        return false;
    end.year = start.year;
    *i = p;
    return set_period(out, &start, &end, true);
}

/* What stands between the years of 2019/20: a slash, a dash, "to", in a file's name also a blank or "_". */
static bool take_years_between(struct str s, size_t *i, bool short_years)
{
    size_t p = skip_blanks(s, *i);

    if (at(s, p) == '/') {
        *i = skip_blanks(s, p + 1);
        return true;
    }
    if (take_between(s, i))
        return true;
    if (short_years && (at(s, *i) == '_' || at(s, *i) == ' ')) {
        ++*i;
        return true;
    }
    return false;
}

/* A year on its own must not be part of a longer run of figures, a word or a date: there is no
 * 2016 to 17 in "22 February 2016 to 17 March 2016". */
static bool goes_on(struct str s, size_t i)
{
    size_t after = skip_blanks(s, i);
    char c = at(s, i);
    int month;

    return ascii_is_digit(c) || is_letter(c) || ((c == '/' || c == '-' || c == '.') && ascii_is_digit(at(s, i + 1)))
        || take_month(s, &after, &month);
}

static bool years_at(struct str s, bool short_years, size_t *i, struct run_period *out)
{
    struct when start = {1, 4, 0}, end = {31, 3, 0};
    size_t p = *i, digits = digits_at(s, p), second;

    if (digits == 2 && short_years)
        start.year = 2000 + number_at(s, p, 2);
    else if (digits == 4)
        start.year = number_at(s, p, 4);
    else
        return false;
    p += digits;
    if (!take_years_between(s, &p, short_years))
        return false;
    second = digits_at(s, p);
    if ((second != 2 && second != 4) || (digits == 2 && second != 2))
        return false;
    end.year = number_at(s, p, second) + (second == 2 ? start.year / 100 * 100 : 0);
    p += second;
    if (goes_on(s, p) || (digits == 2 && end.year != start.year + 1))
        return false;
    if (!set_period(out, &start, &end, false))
        return false;
    *i = p;
    return true;
}

/* Nothing begins inside a word or a figure: not the 19/20 of 2019/20. */
static bool may_begin(struct str s, size_t i)
{
    char before = i > 0 ? s.at[i - 1] : ' ';
    bool mark = before == '/' || before == '.' || before == '-';

    if (ascii_is_digit(s.at[i]))
        return !ascii_is_digit(before) && !(mark && i > 1 && ascii_is_digit(s.at[i - 2]));
    return is_letter(s.at[i]) && !is_letter(before);
}

bool run_find_period(struct str text, bool short_years, size_t *from, struct run_period *out)
{
    for (size_t i = *from; i < text.size; i++) {
        size_t stop = i;

        if (!may_begin(text, i))
            continue;
        if (dates_at(text, &stop, out) || year_end_at(text, &stop, out) || calendar_at(text, &stop, out)
            || years_at(text, short_years, &stop, out)) {
            out->label = str_slice(text, i, stop);
            *from = stop;
            return true;
        }
    }
    *from = text.size;
    return false;
}

static bool same_days(const struct run_period *a, const struct run_period *b)
{
    return strcmp(a->start, b->start) == 0 && strcmp(a->end, b->end) == 0;
}

static bool overlap(const struct run_period *a, const struct run_period *b)
{
    return strcmp(a->start, b->end) <= 0 && strcmp(b->start, a->end) <= 0;
}

/* Whether every period of the text is the chosen one or, if that is exact, years that it overlaps. */
static bool holds_alone(struct str text, bool short_years, const struct run_period *chosen)
{
    struct run_period p;
    size_t i = 0;

    while (run_find_period(text, short_years, &i, &p))
        if (!same_days(&p, chosen) && !(chosen->exact && !p.exact && overlap(&p, chosen)))
            return false;
    return true;
}

bool run_only_period(struct str text, bool short_years, struct run_period *out, bool *ambiguous)
{
    struct run_period p;
    size_t i = 0;
    bool any = false;

    *ambiguous = false;
    while (run_find_period(text, short_years, &i, &p)) {
        if (!any || (p.exact && !out->exact))
            *out = p;
        any = true;
    }
    *ambiguous = any && !holds_alone(text, short_years, out);
    return any && !*ambiguous;
}

bool run_is_date(struct str s)
{
    struct when w;

    if (s.size != 10 || digits_at(s, 0) != 4 || s.at[4] != '-' || digits_at(s, 5) != 2 || s.at[7] != '-'
        || digits_at(s, 8) != 2)
        return false;
    w = (struct when){number_at(s, 8, 2), number_at(s, 5, 2), number_at(s, 0, 4)};
    return is_real(&w);
}
