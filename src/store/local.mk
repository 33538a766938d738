noinst_LIBRARIES += %D%/libstore.a
%C%_libstore_a_SOURCES = %D%/area.c %D%/area.h %D%/attribute.c %D%/attribute.def %D%/backup.c %D%/backup.h %D%/copied.c %D%/copied.h %D%/form.c %D%/form.h \
  %D%/listing.c %D%/listing.h %D%/migrate.c %D%/parts.c %D%/pass.c %D%/pass.h %D%/provenance.c %D%/provenance.h \
  %D%/rating.c %D%/rating.h %D%/sample.c %D%/sample.h %D%/tally.c %D%/tally.h %D%/reading.c %D%/reading.h %D%/report.c \
  %D%/report.h %D%/statement.c %D%/store.c %D%/store.h %D%/store_internal.h
%C%_libstore_a_SOURCES += %D%/redact.c %D%/redact.h
%C%_libstore_a_SOURCES += %D%/assignment.c %D%/assignment.h %D%/audit.c %D%/audit.h %D%/decision.c %D%/decision.h \
  %D%/place.c %D%/place.h %D%/review.c %D%/review.h %D%/review_internal.h %D%/reviewer.c %D%/reviewer.h
%C%_libstore_a_SOURCES += %D%/spans.c %D%/spans.h
%C%_libstore_a_SOURCES += %D%/report_pages.c %D%/evidence.c %D%/evidence.h
%C%_libstore_a_SOURCES += %D%/merge.c %D%/merge.h %D%/shard.c %D%/shard.h
%C%_libstore_a_SOURCES += %D%/check.c %D%/check.h %D%/salvage.c %D%/salvage.h
%C%_libstore_a_SOURCES += %D%/desk.c %D%/desk.h
%C%_libstore_a_SOURCES += %D%/told.c %D%/told.def %D%/told.h
nodist_%C%_libstore_a_SOURCES = $(store_schemas) %D%/statements.def
%C%_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(ZSTD_CFLAGS)

# SQL is written in .sql files and built in.
store_sql = %D%/sql/study.sql %D%/sql/area.sql %D%/sql/form.sql %D%/sql/report.sql %D%/sql/pass.sql \
  %D%/sql/provenance.sql %D%/sql/tally.sql %D%/sql/rating.sql %D%/sql/sample.sql %D%/sql/reading.sql %D%/sql/copied.sql %D%/sql/listing.sql
store_sql += %D%/sql/evidence.sql %D%/sql/place.sql %D%/sql/reviewer.sql %D%/sql/decision.sql %D%/sql/review.sql %D%/sql/audit.sql
store_sql += %D%/sql/merge.sql %D%/sql/shard.sql
store_sql += %D%/sql/check.sql %D%/sql/salvage.sql
store_sql += %D%/sql/desk.sql
store_sql += %D%/sql/told.sql
# The schema's parts behind schema.sql, which holds the tables of version 2: what versions 3 and 4 added; the views come
# last.
store_parts_3 = %D%/sql/schema_provenance.sql %D%/sql/schema_review.sql %D%/sql/schema_sample.sql
store_parts_4 = %D%/sql/schema_note.sql %D%/sql/schema_views.sql
store_migrations = %D%/migrate_2_before.def %D%/migrate_2_after.def
store_migrations += %D%/redact_names.def %D%/redact_memos.def
store_schemas = %D%/schema.def %D%/schema_3.def %D%/schema_4.def $(store_migrations)
BUILT_SOURCES += $(store_schemas) %D%/statements.def
CLEANFILES += $(store_schemas) %D%/statements.def
EXTRA_DIST += build-aux/sql2c.awk %D%/sql/schema.sql %D%/sql/migrate_2_before.sql \
  %D%/sql/migrate_2_after.sql %D%/sql/redact_names.sql %D%/sql/redact_memos.sql \
  $(store_parts_3) $(store_parts_4) $(store_sql)

sql_text = $(AWK) -v mode=text -f build-aux/sql2c.awk
%D%/schema.def: %D%/sql/schema.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) src/store/sql/schema.sql) > $@.tmp && mv $@.tmp $@
%D%/migrate_2_before.def: %D%/sql/migrate_2_before.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) src/store/sql/migrate_2_before.sql) > $@.tmp && mv $@.tmp $@
%D%/migrate_2_after.def: %D%/sql/migrate_2_after.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) src/store/sql/migrate_2_after.sql) > $@.tmp && mv $@.tmp $@
%D%/redact_names.def: %D%/sql/redact_names.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) src/store/sql/redact_names.sql) > $@.tmp && mv $@.tmp $@
%D%/redact_memos.def: %D%/sql/redact_memos.sql build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) src/store/sql/redact_memos.sql) > $@.tmp && mv $@.tmp $@
%D%/schema_3.def: $(store_parts_3) build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) $(store_parts_3)) > $@.tmp && mv $@.tmp $@
%D%/schema_4.def: $(store_parts_4) build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(sql_text) $(store_parts_4)) > $@.tmp && mv $@.tmp $@
%D%/statements.def: $(store_sql) build-aux/sql2c.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)(cd $(top_srcdir) && $(AWK) -v mode=statements -f build-aux/sql2c.awk $(store_sql)) \
	  > $@.tmp && mv $@.tmp $@
$(%C%_libstore_a_OBJECTS) $(tests_unit_test_store_OBJECTS) $(tests_unit_test_review_OBJECTS): $(store_schemas) %D%/statements.def

check_PROGRAMS += tests/unit/test_review tests/unit/test_store
TESTS += tests/unit/test_review tests/unit/test_store
tests_unit_test_store_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_LDADD = %D%/libstore.a src/codebook/libcodebook.a src/document/libdocument.a src/base/libbase.a \
  $(SQLITE_LIBS) $(ZSTD_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
EXTRA_DIST += tests/unit/study.h
tests_unit_test_review_CPPFLAGS = $(tests_unit_test_store_CPPFLAGS)
tests_unit_test_review_LDADD = $(tests_unit_test_store_LDADD)

# Run by hand: tests/bench/decide.sh.
EXTRA_PROGRAMS += tests/bench/decide
tests_bench_decide_SOURCES = tests/bench/decide.c
tests_bench_decide_CPPFLAGS = $(tests_unit_test_store_CPPFLAGS)
tests_bench_decide_LDADD = $(tests_unit_test_store_LDADD)
EXTRA_DIST += tests/bench/carry.sh tests/bench/decide.sh

# No hot statement reads a whole table.
check_PROGRAMS += tests/unit/test_plans
TESTS += tests/unit/test_plans
tests_unit_test_plans_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_plans_LDADD = $(tests_unit_test_store_LDADD)
$(tests_unit_test_plans_OBJECTS): %D%/statements.def

# The words that matched, as text.
check_PROGRAMS += tests/unit/test_spans
TESTS += tests/unit/test_spans
tests_unit_test_spans_LDADD = $(tests_unit_test_store_LDADD)

# What one study tells another.
check_PROGRAMS += tests/unit/test_told
TESTS += tests/unit/test_told
tests_unit_test_told_LDADD = $(tests_unit_test_store_LDADD)
