codebookdir = $(pkgdatadir)/codebooks
dist_codebook_DATA = %D%/README.md %D%/codebook.rng %D%/domestic-abuse.xml %D%/emotional-wellbeing.xml %D%/good-practice.xml \
	%D%/kinship-care.xml %D%/male-carers.xml %D%/modifiers.xml %D%/residential-care.xml

codebook_tests = tests/cli/codebooks.sh tests/validity/corpus.sh tests/validity/validity.sh
TESTS += $(codebook_tests)
EXTRA_DIST += $(codebook_tests) tests/validity/corpus.awk tests/validity/passages.jsonl tests/validity/score.awk
