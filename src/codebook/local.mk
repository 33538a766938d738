noinst_LIBRARIES += %D%/libcodebook.a
%C%_libcodebook_a_SOURCES = %D%/audit.c %D%/codebook.c %D%/codebook.h %D%/codebook_internal.h %D%/hash.c %D%/modifiers.c %D%/names.c \
  %D%/rules.c %D%/shape.c %D%/template.c %D%/template.h %D%/themes.c %D%/xml.c
nodist_%C%_libcodebook_a_SOURCES = $(codebook_generated)
%C%_libcodebook_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)

# The schema and the modifiers are built in.
codebook_generated = %D%/codebook_rng.inc %D%/modifiers_xml.inc %D%/template_rng.inc
BUILT_SOURCES += $(codebook_generated)
CLEANFILES += $(codebook_generated)
EXTRA_DIST += build-aux/text2c.awk
%D%/libcodebook_a-codebook.$(OBJEXT) %D%/libcodebook_a-template.$(OBJEXT): $(codebook_generated)
%D%/codebook_rng.inc: codebooks/codebook.rng build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/codebooks/codebook.rng > $@.tmp && mv $@.tmp $@
%D%/modifiers_xml.inc: codebooks/modifiers.xml build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/codebooks/modifiers.xml > $@.tmp && mv $@.tmp $@
%D%/template_rng.inc: templates/template.rng build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/templates/template.rng > $@.tmp && mv $@.tmp $@

codebook_needs = %D%/libcodebook.a src/base/libbase.a $(XML_LIBS) $(CRYPTO_LIBS)
check_PROGRAMS += tests/unit/test_codebook tests/unit/test_template
TESTS += tests/unit/test_codebook tests/unit/test_template
tests_unit_test_codebook_LDADD = $(codebook_needs)
tests_unit_test_template_LDADD = $(codebook_needs)
