noinst_LIBRARIES += %D%/libdocument.a
%C%_libdocument_a_SOURCES = %D%/builder.c %D%/builder.h %D%/document.c %D%/document.h %D%/join.c %D%/join.h \
  %D%/normalise.c %D%/normalise.h %D%/sentences.c %D%/sentences.h %D%/tokens.c %D%/tokens.h %D%/wire.c %D%/wire.h
%C%_libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)

