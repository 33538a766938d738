noinst_LIBRARIES += %D%/libstore.a
%C%_libstore_a_SOURCES = %D%/area.c %D%/area.h %D%/attribute.c %D%/attribute.def %D%/copied.c %D%/copied.h %D%/form.c %D%/form.h \
  %D%/listing.c %D%/listing.h %D%/parts.c %D%/pass.c %D%/pass.h %D%/reading.c %D%/reading.h %D%/report.c \
  %D%/report.h %D%/statement.c %D%/store.c %D%/store.h %D%/store_internal.h
nodist_%C%_libstore_a_SOURCES = %D%/schema.def %D%/statements.def
%C%_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(ZSTD_CFLAGS)

# SQL is written in .sql files and built in.
store_sql = %D%/sql/study.sql %D%/sql/area.sql %D%/sql/form.sql %D%/sql/report.sql %D%/sql/pass.sql \
  %D%/sql/reading.sql %D%/sql/copied.sql %D%/sql/listing.sql
BUILT_SOURCES += %D%/schema.def %D%/statements.def
CLEANFILES += %D%/schema.def %D%/statements.def
EXTRA_DIST += build-aux/sql2c.awk %D%/sql/schema.sql $(store_sql)

%D%/schema.def: %D%/sql/schema.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)$(AWK) -v mode=text -f $(top_srcdir)/build-aux/sql2c.awk $(top_srcdir)/src/store/sql/schema.sql \
	  > $@.tmp && mv $@.tmp $@
%D%/statements.def: $(store_sql) build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(AWK) -v mode=statements -f build-aux/sql2c.awk $(store_sql)) \
	  > $@.tmp && mv $@.tmp $@
$(%C%_libstore_a_OBJECTS) $(tests_unit_test_store_OBJECTS): %D%/schema.def %D%/statements.def

check_PROGRAMS += tests/unit/test_store
TESTS += tests/unit/test_store
tests_unit_test_store_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_LDADD = %D%/libstore.a src/codebook/libcodebook.a src/document/libdocument.a src/base/libbase.a \
  $(SQLITE_LIBS) $(ZSTD_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
