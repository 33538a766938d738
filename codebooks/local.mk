codebookdir = $(pkgdatadir)/codebooks
dist_codebook_DATA = %D%/README.md %D%/codebook.rng %D%/domestic-abuse.xml %D%/emotional-wellbeing.xml %D%/good-practice.xml \
	%D%/kinship-care.xml %D%/male-carers.xml %D%/modifiers.xml %D%/modifiers-results.xml %D%/modifiers-services.xml \
	%D%/practice-models.xml %D%/residential-care.xml %D%/schools.xml %D%/statutory-content.xml %D%/workforce.xml
codebooklistsdir = $(codebookdir)/lists
dist_codebooklists_DATA = %D%/lists/residential-care.xml %D%/lists/residential-homes.xml %D%/lists/residential-outcomes.xml

codebook_tests = tests/cli/codebooks.sh tests/validity/corpus.sh tests/validity/draw.sh tests/validity/labels.sh \
	tests/validity/validity.sh
TESTS += $(codebook_tests)
EXTRA_DIST += $(codebook_tests) tests/validity/corpus.awk tests/validity/README.md tests/validity/draw.py tests/validity/floors.sh \
	tests/validity/labels tests/validity/maps tests/validity/nets.txt tests/validity/passages.jsonl tests/validity/rates.csv \
	tests/validity/settle.py tests/validity/tables.py
