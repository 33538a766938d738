# The review page: TypeScript, bundled by esbuild into three files that are built into the program. They are in the release
# tarball, so that only a build from a clone needs node.
web_sources = %D%/index.html %D%/style.css %D%/tsconfig.json %D%/api.ts %D%/change.ts %D%/decide.ts %D%/filters.ts %D%/keys.ts \
  %D%/main.tsx %D%/outbox.ts %D%/signal.ts %D%/state.ts %D%/strings.ts %D%/types.ts %D%/views/audit.tsx %D%/views/bulk.tsx \
  %D%/views/card.tsx %D%/views/codebook.tsx %D%/views/compare.tsx %D%/views/dialogs.tsx %D%/views/difference.tsx %D%/views/filterbar.tsx \
  %D%/views/list.tsx %D%/views/page.tsx %D%/views/parts.tsx %D%/views/progress.tsx %D%/views/queue.tsx \
  %D%/views/recent.tsx %D%/views/report.tsx %D%/views/sure.tsx %D%/views/trial.tsx
EXTRA_DIST += %D%/package.json %D%/package-lock.json %D%/.npmrc $(web_sources) \
  %D%/dist/index.html %D%/dist/app.js %D%/dist/app.css

# The libraries are fetched by the bundle's own rule: a tarball's bundle is newer than its sources, and needs none.
web_npm = $(srcdir)/src/web/package.json $(srcdir)/src/web/package-lock.json $(srcdir)/src/web/.npmrc
%D%/dist/app.js: $(web_sources) $(web_npm)
	$(AM_V_at)$(MKDIR_P) %D%/dist
	$(AM_V_at)cmp -s $(srcdir)/src/web/package-lock.json %D%/node_modules/.lock || { \
	  for file in package.json package-lock.json .npmrc; do \
	    test $(srcdir)/src/web/$$file -ef %D%/$$file || cp $(srcdir)/src/web/$$file %D%/$$file || exit 1; done; \
	  (cd %D% && $(NPM) ci --prefer-offline > npm.log 2>&1) || { cat %D%/npm.log; exit 1; }; \
	  cp $(srcdir)/src/web/package-lock.json %D%/node_modules/.lock; }
	$(AM_V_GEN)NODE_PATH=$(abs_builddir)/src/web/node_modules %D%/node_modules/.bin/esbuild \
	  $(srcdir)/src/web/main.tsx --bundle --minify --target=es2020 --format=iife --jsx=automatic \
	  --jsx-import-source=preact --legal-comments=none --log-level=warning --outfile=$@
%D%/dist/app.css: %D%/style.css %D%/dist/app.js
	$(AM_V_GEN)%D%/node_modules/.bin/esbuild $(srcdir)/src/web/style.css --minify --target=es2020,chrome100 \
	  --log-level=warning --outfile=$@
%D%/dist/index.html: %D%/index.html
	$(AM_V_at)$(MKDIR_P) %D%/dist
	$(AM_V_GEN)cp $< $@.tmp && mv $@.tmp $@

BUILT_SOURCES += src/review/index.html.inc src/review/app.js.inc src/review/app.css.inc
CLEANFILES += src/review/index.html.inc src/review/app.js.inc src/review/app.css.inc
web_inc = od -An -v -tx1 $$from | sed 's/ \(..\)/0x\1,/g' > $@.tmp && mv $@.tmp $@
src/review/index.html.inc: %D%/dist/index.html
	$(AM_V_GEN)from=$<; $(MKDIR_P) src/review; $(web_inc)
src/review/app.js.inc: %D%/dist/app.js
	$(AM_V_GEN)from=$<; $(MKDIR_P) src/review; $(web_inc)
src/review/app.css.inc: %D%/dist/app.css
	$(AM_V_GEN)from=$<; $(MKDIR_P) src/review; $(web_inc)
$(src_review_libreview_a_OBJECTS): src/review/index.html.inc src/review/app.js.inc src/review/app.css.inc

.PHONY: clean-web
clean-web:
	rm -rf %D%/node_modules %D%/dist %D%/npm.log
maintainer-clean-local: clean-web
