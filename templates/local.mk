templatedir = $(pkgdatadir)/templates
dist_template_DATA = %D%/standard-report.xml %D%/template.rng
