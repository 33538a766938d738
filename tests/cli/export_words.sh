. "${top_srcdir:-.}/tests/lib.sh"
# Hostile words through every format: each is read back and compared with the study, word by word.
command -v python3 > /dev/null || { echo '1..0 # SKIP python3 is absent'; exit 0; }
PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE
python3 "$top_srcdir/tests/cli/export_words.py" "$EXCERPTA" "$scratch"
