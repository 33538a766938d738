noinst_LIBRARIES += %D%/libbase.a
%C%_libbase_a_SOURCES = %D%/arena.c %D%/arena.h %D%/ascii.h %D%/csv.c %D%/csv.h %D%/error.c %D%/error.h %D%/file.c %D%/file.h \
  %D%/json.c %D%/json.h %D%/nearest.c %D%/nearest.h %D%/pool.c %D%/pool.h %D%/progress.c %D%/progress.h %D%/str.c %D%/str.h \
  %D%/uuid.c %D%/uuid.h %D%/walk.c
%C%_libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(CRYPTO_CFLAGS)

check_PROGRAMS += tests/unit/test_base
TESTS += tests/unit/test_base
tests_unit_test_base_LDADD = %D%/libbase.a $(CRYPTO_LIBS)
