# Manual pages and completion are made from the command table and kept in the tree, so that a build
# needs nothing to make them; tests/lint/docs.sh fails where they are old, `make docs` makes them anew.
man_pages = %D%/man/excerpta-audit.1 %D%/man/excerpta-map.1 %D%/man/excerpta-report.1 %D%/man/excerpta-search.1 %D%/man/excerpta-agreement.1 %D%/man/excerpta-precision.1 \
  %D%/man/excerpta-recall.1 %D%/man/excerpta-sample.1 \
  %D%/man/excerpta-suggest.1 %D%/man/excerpta-counts.1 %D%/man/excerpta-matrix.1 \
  %D%/man/excerpta-backup.1 %D%/man/excerpta-diff.1 %D%/man/excerpta-verify.1 \
  %D%/man/excerpta.1 %D%/man/excerpta-code.1 %D%/man/excerpta-codebook.1 %D%/man/excerpta-export.1 %D%/man/excerpta-import.1 \
  %D%/man/excerpta-help.1 %D%/man/excerpta-index.1 %D%/man/excerpta-passes.1 %D%/man/excerpta-reports.1 \
  %D%/man/excerpta-show.1 %D%/man/excerpta-reviewer.1 \
  %D%/man/excerpta-decisions.1 %D%/man/excerpta-status.1 %D%/man/excerpta-tag.1 %D%/man/excerpta-template.1
man_pages += %D%/man/excerpta-merge.1 %D%/man/excerpta-check.1 %D%/man/excerpta-repair.1
man_pages += %D%/man/excerpta-review.1
dist_man1_MANS = $(man_pages)
dist_bashcompletion_DATA = %D%/completion/excerpta
EXTRA_DIST += %D%/ARCHITECTURE.md %D%/STYLE.md %D%/formats

.PHONY: docs
docs: excerpta$(EXEEXT)
	$(AM_V_GEN)mkdir -p $(top_srcdir)/doc/man $(top_srcdir)/doc/completion; for page in $(man_pages); do \
	  name=$${page##*/excerpta}; name=$${name%.1}; \
	  ./excerpta help --format=man $${name#-} > $(top_srcdir)/$$page; done; \
	./excerpta help --format=bash > $(top_srcdir)/doc/completion/excerpta
