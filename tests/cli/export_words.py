"""A study of words that a format could take for its own, and each format's way of giving them back."""
import csv, hashlib, html.parser, json, os, re, shutil, sqlite3, subprocess, sys, zipfile
import xml.etree.ElementTree as ET

PROGRAM, SCRATCH = sys.argv[1], sys.argv[2]
STUDY = os.path.join(SCRATCH, 'study.db')
LONG = 'The father rang. ' * 2500

# What a file of text says (what, its words, what the study has of them if that is another).
WORDS = [
    ('a formula', "=cmd|' /C calc'!A0 says the father."),
    ('another', '@SUM(1+1) of the father.'),
    ('a plus', '+44 is the father.'),
    ('a minus', '-1+1 is the father.'),
    ('an apostrophe before a formula', "'=1 the father said."),
    ('two of them', "''+1 the father said."),
    ('an apostrophe alone', "'The father' said."),
    ('a tab', '\tA tab and\tthe father.', 'A tab and the father.'),
    ('markup', '<script>alert("father")</script> & more.'),
    ('ends of markup', ']]> father --> ?> </w:t></Note>'),
    ('entities', '&lt;father&amp; &#65; &nbsp; &amp;lt;'),
    ('escapes of XLSX', '_x0041_ father _x000D_ _xD83D_'),
    ('escapes of JSON', '\\u0041 \\n \\" father \\'),
    ('quotes', '"quoted", ""father""; \'more\''),
    ('CSV', 'a,b;"c"\td father', 'a,b;"c" d father'),
    ('right to left', 'The אבא father אמר שלום; מה?'),
    ('overrides of direction', '\u202efather\u202c \u2066here\u2069', 'father here'),
    ('beyond the BMP, joined', '\U0001F468\u200d\U0001F467 father \U0001F600 \U0001D523 \U0001F1EC\U0001F1E7'),
    ('combining signs', 'e\u0301 father a\u0328\u0301', '\xe9 father \u0105\u0301'),
    ('no characters', 'A\ufffe father\uffff \ufdd0.', 'A father .'),
    ('control characters', 'C0 \x01 father \x1b[31m \x7f C1 \x85 \x9b.', 'C0 father [31m C1 .'),
    ('line ends of others', 'U\u2028father\u2029x.', 'U father x.'),
    ('Markdown', '\\*father* _x_ `c` [a](b) #1 | ~~x~~ ![i](u) <a@b.c> $x$'),
    ('a list', '1. The father came.'),
    ('another list', '12) The father came.'),
    ('a heading', '# The father', 'The father'),
    ('a rule', '--- father'),
    ('a table', '| a | father |'),
    ('long', LONG, LONG.strip()),
]
# What reviewers note: any text but a NUL.
MEMOS = [
    '=1+1', "'=1+1", '-5', "'-5", '\t=tab', ' blank before and behind ', 'two\nlines', 'CR \r and\r\nLF',
    'control \x01\x08\x1f\x7f\x85', 'none \ufffe \uffff \ufdd0', '<b>&amp;"\'</b> ]]>', '_x0041_',
    '\u202eevil\u202c \u2028 \ufeff', '\U0001F468\u200d\U0001F467', '\\u0041 \\', 'a,b;"c"', ' | ', '',
]
TITLE = '=T <b>&"\'</b> ]]> _x0041_ *x* 1. אבא \U0001F468\u200d\U0001F467'
PARTNERSHIP = "'=P <i>&\"</i>; אב, \U0001F600"
REVIEWER = "=R <b>&\"' \u202eא \U0001F600"
FILE = '=file <b>&\'"\n,\u202e\U0001F600.txt'

number = 0


def is_same(what, expected, got):
    global number
    number += 1
    print(f"{'ok' if expected == got else 'not ok'} {number} - {what}")
    if expected != got:
        pairs = zip(expected, got) if isinstance(expected, list) and len(expected) == len(got) else [(expected, got)]
        for a, b in [p for p in pairs if p[0] != p[1]][:5]:
            print(f'# expected: {ascii(a)[:400]}\n# actual:   {ascii(b)[:400]}')


def run(*words, study=STUDY):
    nowhere = subprocess.DEVNULL
    return subprocess.run([PROGRAM, *words, '--study', study], stdout=nowhere, stderr=nowhere, check=False)


def kept(row):
    return row[2] if len(row) > 2 else row[1]


def xml_text(s):
    """What is left of words where XML has no character for some of them."""
    return re.sub('[\ufffe\uffff]', '\ufffd', re.sub('[\x00-\x08\x0b-\x1f]', ' ', s))


def escaped(s):
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def make_study():
    os.mkdir(os.path.join(SCRATCH, 'shelf'))
    with open(os.path.join(SCRATCH, 'shelf', 'words.txt'), 'w', encoding='utf-8', newline='') as f:
        f.write('\n\n'.join(row[1] for row in WORDS) + '\n')
    with open(os.path.join(SCRATCH, 'shelf', FILE), 'w', encoding='utf-8') as f:
        f.write('One father more.\n')
    with open(os.path.join(SCRATCH, 'shelf', 'nul.txt'), 'wb') as f:
        f.write(b'The fa\0ther, the father rang.\n')
    with open(os.path.join(SCRATCH, 'nul.html'), 'wb') as f:
        f.write(b'<html><body><p>A fa\0ther, the father.</p></body></html>\n')
    with open(os.path.join(SCRATCH, 'book.xml'), 'w', encoding='utf-8') as f:
        title = escaped(TITLE)
        f.write(f'<codebook xmlns="urn:excerpta:codebook:1" id="book" version="1" xml:lang="en-GB"><title>{title}</title>'
                f'<theme id="one"><title>{title}</title><code id="men" unit="block"><title>{title}</title>'
                f'<definition>1. {title}</definition><rule id="r"><pattern>father</pattern></rule></code></theme>'
                '</codebook>')
    run('index', os.path.join(SCRATCH, 'shelf'), os.path.join(SCRATCH, 'nul.html'), '--quiet')
    run('code', '--codebook', os.path.join(SCRATCH, 'book.xml'), '--quiet')


def add_decisions(db):
    """As the review page writes them: a memo on each of the first excerpts."""
    db.execute("UPDATE attribute SET value = ? WHERE field = 'partnership'", (PARTNERSHIP,))
    db.execute("INSERT INTO attribute SELECT id, 'partnership', 3, ?, 'edited', 100 FROM report", (PARTNERSHIP,))
    db.execute("INSERT INTO reviewer(name, added) VALUES (?, '2026-01-01T00:00:00Z')", (REVIEWER,))
    rows = db.execute("SELECT excerpt, report, code, start, stop FROM v_excerpt WHERE path LIKE '%words.txt'"
                      " ORDER BY start").fetchall()
    for i, (memo, row) in enumerate(zip(MEMOS, rows)):
        words = kept(WORDS[i])
        digest = hashlib.sha256(words.encode()).hexdigest()
        one = db.execute('INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)'
                         " VALUES (?, ?, 'book', ?, ?, ?, ?, ?, '', '')", (*row, digest, words)).lastrowid
        db.execute('INSERT INTO place(passage, at, how, reason, excerpt, report, text, start, stop)'
                   " VALUES (?, '2026-01-01T00:00:00Z', 'same', '', ?, ?, '', ?, ?)",
                   (one, row[0], row[1], row[3], row[4]))
        db.execute('INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, verdict, recode, memo,'
                   " star, batch) VALUES (?, 1, ?, 'review', ?, 'rule', '1', 'accept', '', ?, 0, '')",
                   (f'q{i}', f'2026-01-01T00:00:{i:02}.000Z', one, memo))
    db.commit()


def export(name):
    path = os.path.join(SCRATCH, 'out.' + name)
    got = run('export', '--format', name, '--output', path)
    is_same(f'{name}: status', 0, got.returncode)
    return path


def unguarded(s):
    return s[1:] if re.match("'+[=+\\-@\t\r]", s) else s


def read_csv(name):
    with open(export(name), encoding='utf-8', newline='') as f:
        return [[unguarded(field) for field in row] for row in csv.reader(f, strict=True)]


def no_cell_is_a_formula(name):
    with open(os.path.join(SCRATCH, 'out.' + name), encoding='utf-8', newline='') as f:
        cells = [cell for row in csv.reader(f) for cell in row]
    is_same(f'{name}: no cell begins as a formula', [],
            [c for c in cells if re.match('[=+\\-@\t\r]', c) and not re.fullmatch('[+-]?[0-9.]+', c)])


def check_csv():
    rows = read_csv('csv')
    at = {name: i for i, name in enumerate(rows[0])}
    is_same('csv: words', ALL, [r[at['text']] for r in rows[1:]])
    is_same('csv: memos', MEMOS, [r[at['memo']] for r in rows[1:] if r[at['status']] == 'accepted'])
    is_same('csv: files', NAMES, {os.path.basename(r[at['file']]) for r in rows[1:]})
    is_same('csv: partnership, reviewer', {(PARTNERSHIP, REVIEWER)},
            {(r[at['partnership']], r[at['decided_by']]) for r in rows[1:] if r[at['decided_by']]})
    no_cell_is_a_formula('csv')


def check_jsonl():
    with open(export('jsonl'), encoding='utf-8', newline='') as f:
        rows = [json.loads(line) for line in f.read().split('\n')[:-1]]
    is_same('jsonl: words', ALL, [r['text'] for r in rows])
    is_same('jsonl: memos', MEMOS, [r['memo'] for r in rows if r['status'] == 'accepted'])
    is_same('jsonl: partnership, reviewer', {(PARTNERSHIP, REVIEWER)},
            {(r['partnership'], r['decided_by']) for r in rows if r['decided_by']})


def check_framework():
    rows = read_csv('framework')
    is_same('framework: words', ALL,
            [w for r in rows[1:] for w in re.findall('“(.*?)” \\(page 1\\)(?:\n|$)', r[4], re.S)])
    no_cell_is_a_formula('framework')


def unescaped_cell(s):
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m[1], 16)), s)


def cut(s):
    units = s.encode('utf-16-le')
    return s if len(units) <= 2 * 32767 else units[:2 * 32765].decode('utf-16-le') + ' …'


def check_xlsx():
    ns = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
    with zipfile.ZipFile(export('xlsx')) as z:
        names = [s.get('name') for s in ET.fromstring(z.read('xl/workbook.xml')).iter('{%s}sheet' % ns['m'])]
        sheets = {}
        for i, name in enumerate(names):
            rows = []
            for row in ET.fromstring(z.read(f'xl/worksheets/sheet{i + 1}.xml')).iter('{%s}row' % ns['m']):
                cells = {}
                for c in row.iter('{%s}c' % ns['m']):
                    if c.find('m:f', ns) is not None:
                        cells['formula'] = True
                    text = c.find('.//m:t', ns)
                    words = unescaped_cell(text.text or '') if text is not None else c.findtext('m:v', '', ns)
                    cells[re.sub('[0-9]', '', c.get('r'))] = words
                rows.append(cells)
            sheets[name] = rows

    def column(sheet, head):
        letters = [k for k, v in sheets[sheet][0].items() if v == head][0]
        return [r.get(letters, '') for r in sheets[sheet][1:]]
    is_same('xlsx: words', [cut(w) for w in ALL], column('excerpts', 'text'))
    is_same('xlsx: memos', [re.sub('[\ufffe\uffff]', '\ufffd', m) for m in MEMOS], column('decisions', 'memo'))
    is_same('xlsx: titles', [[TITLE], [TITLE], ['1. ' + TITLE]],
            [column('codes', head) for head in ('theme_title', 'title', 'definition')])
    is_same('xlsx: reviewers', {REVIEWER}, set(column('decisions', 'reviewer')))
    is_same('xlsx: partnerships and files', [(PARTNERSHIP, f) for f in sorted(PATHS)],
            sorted(zip(column('reports', 'partnership'), column('reports', 'file'))))
    is_same('xlsx: no formula', [], [r for rows in sheets.values() for r in rows if 'formula' in r])


class Page(html.parser.HTMLParser):
    """Quotations without what stands near them; titles; elements that no page of ours has."""
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.titles, self.heads, self.strange, self.open = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))
        if tag == 'blockquote':
            self.words.append('')
        if tag == 'b' and self.open[-2][1].get('class') == 'about':
            self.titles.append('')
        if tag == 'h3':
            self.heads.append('')
        if tag in ('meta', 'input', 'br', 'link'):
            self.open.pop()
        if tag in ('i', 'a', 'img') or any(name.startswith('on') for name, _ in attrs):
            self.strange.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [t for t, _ in self.open]
        if 'blockquote' in tags and not any(a.get('class') == 'near' for _, a in self.open):
            self.words[-1] += data
        elif tags[-1:] == ['b'] and 'article' in tags:
            self.titles[-1] += data
        elif tags[-1:] == ['h3']:
            self.heads[-1] += data


def check_html():
    with open(export('html'), encoding='utf-8', newline='') as f:
        page = Page()
        page.feed(f.read())
    is_same('html: words', ALL, [w.strip(' ') for w in page.words])
    is_same('html: titles', {TITLE}, set(page.titles))
    is_same('html: partnerships', {PARTNERSHIP}, set(page.heads))
    is_same('html: no element that words made', [], page.strange)


def check_docx():
    w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
    with zipfile.ZipFile(export('docx')) as z:
        found = {}
        for p in ET.fromstring(z.read('word/document.xml')).iter(w + 'p'):
            style = p.find(f'{w}pPr/{w}pStyle').get(w + 'val')
            found.setdefault(style, []).append(''.join(t.text or '' for t in p.iter(w + 't')))
    is_same('docx: words', ['“' + a + '”' for a in ALL], found['Quote'])
    is_same('docx: titles', [[TITLE], [TITLE], ['1. ' + TITLE]], [found[s] for s in ('Heading1', 'Heading2', 'Normal')])
    is_same('docx: partnerships', {'— ' + PARTNERSHIP + ', page 1'}, set(found['Citation']))


def check_markdown():
    with open(export('markdown'), encoding='utf-8', newline='') as f:
        lines = f.read().split('\n')

    def plain(s):
        return re.sub('\\\\([!-/:-@\\[-`{-~])', '\\1', s)
    is_same('markdown: words', ['“' + a + '”' for a in ALL], [plain(s[2:]) for s in lines if s.startswith('> “')])
    is_same('markdown: titles', [TITLE, TITLE, '1. ' + TITLE],
            [plain(s.lstrip('#').lstrip()) for s in lines if re.match('##|1\\\\?\\.', s)])
    is_same('markdown: every line is a quotation, a heading or a definition', [],
            [s for s in lines if s and not re.match('> (“|— )|>$|#{1,3} |1\\\\\\. ', s)])


def check_qdpx():
    q = '{urn:QDA-XML:project:1.0}'
    with zipfile.ZipFile(export('qdpx')) as z:
        root = ET.fromstring(z.read('project.qde'))
        texts = {n: z.read(n).decode('utf-8') for n in z.namelist() if n.startswith('sources/')}
    words = []
    for source in root.iter(q + 'TextSource'):
        text = texts['sources/' + source.get('plainTextPath').replace('internal://', '')]
        words += [text[int(s.get('startPosition')):int(s.get('endPosition'))]
                  for s in source.iter(q + 'PlainTextSelection')]
    is_same('qdpx: words', ALL, words)
    is_same('qdpx: codes', {TITLE}, {c.get('name') for c in root.iter(q + 'Code')})
    is_same('qdpx: reviewers', {'excerpta', REVIEWER}, {u.get('name') for u in root.iter(q + 'User')})
    is_same('qdpx: files', NAMES, {s.get('name') for s in root.iter(q + 'TextSource')})
    values = [v.findtext(q + 'TextValue') for v in root.iter(q + 'VariableValue')]
    is_same('qdpx: partnerships', len(PATHS), values.count(PARTNERSHIP))
    record = [t for t in texts.values() if t.startswith('excerpta-findings 1\n')][0]
    rows = [r.split(' ', 1) for r in record.split('\n')[1:-1]]
    is_same('qdpx: memos', MEMOS, [json.loads(r[1])['memo'] for r in rows if r[0] == 'decision'])
    notes = [n.findtext(q + 'PlainTextContent', '') for n in root.iter(q + 'Note') if n.get('name') == 'memo']
    is_same('qdpx: memos as notes', [xml_text(m).strip(' \t\n') for m in MEMOS if m.strip()], notes)
    back = os.path.join(SCRATCH, 'back.db')
    run('import', os.path.join(SCRATCH, 'out.qdpx'), '--quiet', study=back)
    ask = ('SELECT path, start, stop, status, decided_by FROM v_finding ORDER BY 1, 2',
           'SELECT memo, words FROM v_decision ORDER BY at', 'SELECT value FROM attribute ORDER BY 1')
    with sqlite3.connect(back) as db, sqlite3.connect(STUDY) as own:
        for a in ask:
            is_same('qdpx: taken in again: ' + a, own.execute(a).fetchall(), db.execute(a).fetchall())


def check_study():
    with sqlite3.connect(export('study')) as db, sqlite3.connect(STUDY) as own:
        for name, in own.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            rows = f'SELECT * FROM "{name}"'
            is_same(f'study: {name}', own.execute(rows).fetchall(), db.execute(rows).fetchall())



def office(kind, name, *more):
    """What LibreOffice makes of a file: the paths of what it wrote."""
    where = os.path.join(SCRATCH, 'office')
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{where}', '--convert-to', kind, '--outdir',
                    os.path.join(where, 'read'), os.path.join(SCRATCH, 'out.' + name)],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return {n: os.path.join(where, 'read', n) for n in sorted(os.listdir(os.path.join(where, 'read')))}


def office_text(s):
    """A carriage return is a line's end there."""
    return re.sub('[\ufffe\uffff]', '\ufffd', s).replace('\r\n', '\n').replace('\r', '\n')


def check_office():
    """Another program than ours, and than this one's parser, shows the same words."""
    if not shutil.which('soffice'):
        print('# LibreOffice is absent: it has not read the workbook and the document')
        return
    read = office('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1', 'xlsx')
    sheets = {}
    for name, path in read.items():
        with open(path, encoding='utf-8', newline='') as f:
            sheets[name.removeprefix('out-').removesuffix('.csv')] = list(csv.DictReader(f))
    is_same('LibreOffice, xlsx: sheets', ['audit', 'codes', 'decisions', 'excerpts', 'framework', 'matrix', 'reports'],
            sorted(sheets))
    is_same('LibreOffice, xlsx: words', [cut(w) for w in ALL], [r['text'] for r in sheets['excerpts']])
    is_same('LibreOffice, xlsx: memos', [office_text(m) for m in MEMOS], [r['memo'] for r in sheets['decisions']])
    is_same('LibreOffice, xlsx: titles', [(TITLE, '1. ' + TITLE)],
            [(r['title'], r['definition']) for r in sheets['codes']])
    with open(office('txt:Text (encoded):UTF8', 'docx')['out.txt'], encoding='utf-8-sig') as f:
        lines = f.read().split('\n')
    is_same('LibreOffice, docx: words', ['“' + a + '”' for a in ALL], [s for s in lines if s.startswith('“')])
    is_same('LibreOffice, docx: titles', 2, lines.count(TITLE))


make_study()
with sqlite3.connect(STUDY) as study:
    text = '\n'.join(kept(row) for row in WORDS)
    digest = study.execute('SELECT text_sha256 FROM report_origin o JOIN report_path p ON p.report = o.report'
                           " WHERE path LIKE '%words.txt'").fetchone()[0]
    is_same('what the study has of the words is what is said here', hashlib.sha256(text.encode()).hexdigest(), digest)
    problem = study.execute("SELECT reason FROM v_problem WHERE path LIKE '%nul.txt'").fetchall()
    is_same('a file of text with a NUL is no report', [('not a report',)], problem)
    count = study.execute("SELECT count(*) FROM v_excerpt WHERE path LIKE '%words.txt'").fetchone()[0]
    is_same('each is an excerpt', len(WORDS), count)
    add_decisions(study)
    PATHS = [p for p, in study.execute('SELECT path FROM v_report')]
    NAMES = {os.path.basename(p) for p in PATHS}
    # By path: a file beside the shelf, then those in it. A NUL in HTML is a blank.
    others = {'nul.html': 'A fa ther, the father.', FILE: 'One father more.'}
    ALL = []
    for path in sorted(PATHS, key=os.fsencode):
        one = others.get(os.path.basename(path))
        ALL += [one] if one else [kept(row) for row in WORDS]
for check in (check_csv, check_jsonl, check_html, check_xlsx, check_framework, check_docx, check_markdown, check_qdpx,
              check_study, check_office):
    check()
print(f'1..{number}')
