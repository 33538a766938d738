# EX_TRY_CFLAGS(VARIABLE, FLAGS)
# ------------------------------
# VARIABLE becomes those of FLAGS that the compiler accepts silently.
AC_DEFUN([EX_TRY_CFLAGS], [
  $1=
  ex_keep_CFLAGS=$CFLAGS
  for ex_flag in $2; do
    CFLAGS="$ex_keep_CFLAGS -Werror $ex_flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM], [$1="[$]$1 $ex_flag"])
  done
  CFLAGS=$ex_keep_CFLAGS
  AC_SUBST([$1])
])

# EX_SANITIZER(NAME, KINDS, PURPOSE)
# ----------------------------------
# --enable-NAME builds everything with -fsanitize=KINDS; configure stops where
# the compiler cannot link such a program.
AC_DEFUN([EX_SANITIZER], [
  AC_ARG_ENABLE([$1], [AS_HELP_STRING([--enable-$1], [$3])])
  AS_IF([test "x$enable_$1" = xyes], [
    ex_keep_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -fsanitize=$2"
    AC_MSG_CHECKING([for -fsanitize=$2])
    AC_LINK_IFELSE([AC_LANG_PROGRAM], [AC_MSG_RESULT([yes])],
      [AC_MSG_RESULT([no])
       AC_MSG_ERROR([--enable-$1 needs a compiler with -fsanitize=$2])])
    CFLAGS=$ex_keep_CFLAGS
    EX_BUILD_CFLAGS="$EX_BUILD_CFLAGS -fsanitize=$2 -fno-sanitize-recover=all -fno-omit-frame-pointer"
    EX_BUILD_LDFLAGS="$EX_BUILD_LDFLAGS -fsanitize=$2"
  ])
])
