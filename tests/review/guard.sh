. "${top_srcdir:-.}/tests/lib.sh"
# Whom the review server answers, and what it does with everybody else.
. "$top_srcdir/tests/review/serve.sh"
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
printf 'Fathers <script>alert(1)</script></script><!-- & "came" in.\n\nDads did not.\n' > "$scratch/reports/a.txt"
cat > "$scratch/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>T</title>
<description>D</description><theme id="t"><title>T</title><code id="man" unit="sentence"><title>M</title>
<definition>D</definition><rule id="r"><pattern>fathers?|dads?</pattern></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index "$scratch/reports" --quiet > /dev/null 2>&1
"$EXCERPTA" code --codebook "$scratch/men.xml" --quiet > /dev/null 2>&1

start_server ann bob
trap 'stop_server; rm -rf "$scratch"' EXIT
test -n "$port" || { cat "$scratch/server.err"; echo 'Bail out! no server'; exit 99; }

# A client that sends a byte now and then is let go; it runs beside the rest of this test.
{ printf 'GET / HTTP/1.1\nHost: 127.0.0.1:%s\n' "$port"; yes 'X-Slow: yes' | head -n 100; } | raw slow > "$scratch/slow" &
slow=$!

# Links and cookies.
link=$(link_of ann)
get "$link" > "$scratch/entered"
is 'a link leads to the page' 303 "$(status_of < "$scratch/entered")"
has 'its cookie is for this server only, and for no script' 'Path=/; HttpOnly; SameSite=Strict' "$(cat "$scratch/entered")"
cookie=$(sed -n 's/^Set-Cookie: \([^;]*\);.*/\1/p' "$scratch/entered")
is 'with it the study is shown' 200 "$(get /api/session "Cookie: $cookie" | status_of)"
has 'to whom the link was' '"reviewer":"ann"' "$(get /api/session "Cookie: $cookie" | body_of)"
is 'a link is good once' 403 "$(get "$link" | status_of)"
is 'but for the browser that it let in' 303 "$(get "$link" "Cookie: $cookie" | status_of)"
is 'a link that is none' 403 "$(get /enter/0000000000000000000000000000000000000000000000000000000000000000 | status_of)"
is 'the link of another is its own' '"reviewer":"bob"' \
    "$(get /api/session "Cookie: $(enter bob)" | grep -o '"reviewer":"bob"')"
for wrong in '' "Cookie: ${cookie%?}" "Cookie: ${cookie}0" "Cookie: excerpta-$port=" "Cookie: $cookie; $cookie" \
    "Cookie: other=${cookie#*=}" "Cookie: excerpta-$port=$(echo "$link" | sed 's|/enter/||')" "X-Cookie: $cookie"; do
    is "no study for: ${wrong%%=*}" 401 "$(get /api/session "$wrong" | status_of)"
done

# Names.
for name in localhost "127.0.0.1" '[::1]' LOCALHOST; do
    is "answers as $name" 200 "$(host=$name:$port get /api/session "Cookie: $cookie" | status_of)"
done
for name in evil.example "evil.example:$port" "127.0.0.1" "127.0.0.1:1" "localhost.evil.example:$port" \
    "127.0.0.1:$port.evil.example" "127.0.0.1:${port}0" "user@127.0.0.1:$port" '0.0.0.0:'"$port"; do
    is "not as $name" 421 "$(host=$name get /api/session "Cookie: $cookie" | status_of)"
    is "nor the page as $name" 421 "$(host=$name get / | status_of)"
done
is 'a request without a name' 400 "$(printf 'GET / HTTP/1.1\n\n' | raw | status_of)"
is 'the same in HTTP/1.0' 421 "$(printf 'GET / HTTP/1.0\n\n' | raw | status_of)"

# Other sites' pages.
own="Origin: http://127.0.0.1:$port"
is 'the page itself asks' 200 "$(get /api/session "Cookie: $cookie" "$own" | status_of)"
for origin in null http://evil.example "http://127.0.0.1:1" "https://127.0.0.1:$port" "http://127.0.0.1:$port.evil.example" \
    "http://evil.example:$port" "http://127.0.0.1:$port/" "file://" ''; do
    is "not a page of '$origin'" 403 "$(get /api/session "Cookie: $cookie" "Origin: $origin" | status_of)"
    is "nor what it sends ('$origin')" 403 "$(post /api/decide '{}' "Cookie: $cookie" "Origin: $origin" | status_of)"
done
is 'nothing is taken without a word of where it comes from' 403 "$(post /api/decide '{}' "Cookie: $cookie" | status_of)"
is 'a picture in another site' 403 "$(get /api/session "Cookie: $cookie" 'Sec-Fetch-Site: cross-site' | status_of)"
is 'a page of another port' 403 "$(get /api/session "Cookie: $cookie" 'Sec-Fetch-Site: same-site' | status_of)"
printf 'POST /api/decide HTTP/1.1\nHost: 127.0.0.1:%s\nCookie: %s\n%s\nContent-Type: text/plain\nContent-Length: 2\n\n{}' \
    "$port" "$cookie" "$own" | raw > "$scratch/answer"
is 'a form of another kind' 415 "$(status_of < "$scratch/answer")"

# Paths.
for path in //etc/passwd /../etc/passwd /%2e%2e/etc/passwd /app.js/ /./app.js /api/../app.js '/api\session' /.git \
    /api/page/../../etc /api//session /APP.JS /app.js%00 '/api/session;x' /etc/passwd /study.db /api /api/ /nothing; do
    is "nothing at $path" 404 "$(get "$path" "Cookie: $cookie" | status_of)"
done
is 'a path without end' 404 "$(get "/$(yes a | head -n 4000 | tr -d '\n')" "Cookie: $cookie" | status_of)"
is 'headers without end' 431 "$(get / "X-Long: $(yes a | head -n 40000 | tr -d '\n')" | status_of)"
for path in /api/page/ /api/page/x/1 "/api/page/$(yes 0 | head -n 64 | tr -d '\n')/1" /api/report/x '/api/excerpts?ids=x'; do
    case $(get "$path" "Cookie: $cookie" | status_of) in 400 | 404) code=refused ;; *) code=answered ;; esac
    is "no such thing: $path" refused $code
done
is 'a method of another kind' 405 "$(printf 'DELETE /api/session HTTP/1.1\nHost: 127.0.0.1:%s\n\n' "$port" | raw | status_of)"
is 'no method at all gets no answer' '' "$(printf '\001\002\003\n\n' | raw | status_of)"

# Bodies.
big=$(yes a | head -n 1100000 | tr -d '\n')
is 'a body over a megabyte' 413 "$(printf 'POST /api/decide HTTP/1.1\nHost: 127.0.0.1:%s\nCookie: %s\n%s\nContent-Type: application/json\nContent-Length: 1100000\n\n%s' \
    "$port" "$cookie" "$own" "$big" | raw | status_of)"
is 'a body that says it is endless' 413 "$(printf 'POST /api/decide HTTP/1.1\nHost: 127.0.0.1:%s\nCookie: %s\n%s\nContent-Type: application/json\nContent-Length: 99999999999999999999\n\n' \
    "$port" "$cookie" "$own" | raw | status_of | sed 's/400/413/')"
for json in '' '[]' '{"a":1,"a":2}' '{' '"x"' "$(yes '[' | head -n 5000 | tr -d '\n')"; do
    is "no JSON object: $(printf %.10s "$json")" 400 "$(post /api/decide "$json" "Cookie: $cookie" "$own" | status_of)"
done

# What a report says is text.
excerpt=$(sqlite3 "$EXCERPTA_STUDY" "SELECT excerpt FROM v_excerpt ORDER BY start LIMIT 1")
get "/api/excerpts?ids=$excerpt" "Cookie: $cookie" > "$scratch/answer"
has 'a script in a report is sent as JSON' 'Content-Type: application/json' "$(cat "$scratch/answer")"
is 'in which no element can end or begin' 0 "$(body_of < "$scratch/answer" | grep -cE '</|<!')"
for header in "Content-Security-Policy: default-src 'none'; script-src 'self'" 'X-Content-Type-Options: nosniff' \
    'Cache-Control: no-store' 'X-Frame-Options: DENY' 'Referrer-Policy: no-referrer'; do
    has "every answer says ${header%%:*}" "$header" "$(cat "$scratch/answer")"
done
has 'an error too' "Content-Security-Policy: default-src 'none'" "$(get /nothing)"
get / > "$scratch/page"
is 'the page has no script but its own file' 0 "$(grep -cE '<script>|onload=|onclick=|javascript:|https?://' "$scratch/page")"

# Many at once, and slow ones.
printf 'GET /api/session HTTP/1.1\nHost: 127.0.0.1:%s\nCookie: %s\n\n' "$port" "$cookie" | raw many 200 > "$scratch/many"
is 'a reviewer who is there is answered while 200 connect' 'meanwhile: 200' "$(grep meanwhile "$scratch/many")"
is 'most of them are refused' yes "$(awk '/refused/ { print $2 >= 130 ? "yes" : $0 }' "$scratch/many")"
is 'and all is well after' 'after: 200' "$(grep after "$scratch/many")"
wait $slow
is 'a slow client is let go' yes "$(awk '{ print $1 >= 5 && $1 <= 20 ? "yes" : $1 }' "$scratch/slow")"
is 'the server still runs' 200 "$(get /api/session "Cookie: $cookie" | status_of)"

# Where it listens.
is 'on this machine only' '' "$(awk -v p="$(printf ':%04X' "$port")" '$2 ~ p "$" && $4 == "0A" && $2 !~ /^0100007F/' /proc/net/tcp /proc/net/tcp6 2> /dev/null)"
refused() { timeout 10 "$EXCERPTA" review --no-browser "$@" 2>&1; echo "status $?"; }
for address in 192.0.2.1 example.org; do
    has "$address without a certificate" 'give a certificate with --tls-cert' "$(refused --listen $address)"
done
for address in 0.0.0.0 ::; do
    has "every address at once ($address)" 'give the one name or address' "$(refused --listen $address)"
    has "is a wrong command ($address)" 'status 2' "$(refused --listen $address)"
done
printf 'no certificate' > "$scratch/bad.pem"
has 'a certificate without its key' 'belong together' "$(refused --listen localhost --tls-cert "$scratch/bad.pem")"
has 'a certificate that is none' 'must be PEM' "$(refused --listen localhost --tls-cert "$scratch/bad.pem" --tls-key "$scratch/bad.pem")"
has 'a port that is taken' 'name another with --port' "$(refused --port "$port")"
stop_server
done_testing
