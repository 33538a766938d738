EXTRA_DIST += %D%/LICENCE %D%/README.md %D%/expected %D%/make.sh %D%/manifest.csv %D%/reports %D%/source
