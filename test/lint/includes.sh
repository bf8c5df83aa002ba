#!/bin/sh
# Holds who may include whom: prints every include that the table does not allow.
set -u

# folder: the headers of include/tcpladder that it may include
table() {
  cat <<'TABLE'
src/base    arena stable_array seq bytes error newfile comment words
src/lang    lang
src/capture capture frame script error bytes
src/decode  segment seq dissect frame bytes error
src/track   flow transcript segment seq arena stable_array error
src/query   query flow segment lang error
src/script  script segment frame seq error words
src/lesson  lesson
src/grade   grade flow segment error
src/sandbox sandbox error
src/ladder  ladder flow_list flow segment seq canvas lang error words
src/graph   graph flow segment seq canvas lang arena stable_array error
src/theme   theme canvas
src/explain explain ladder flow segment seq canvas lang error words
src/quiz    quiz explain ladder flow segment canvas lang error
src/render  render quiz theme explain flow_list ladder canvas flow segment lang error words
src/load    capture comment dissect error flow lang newfile render segment tui words
src/options capture error grade keymap ladder lesson query render segment words
src/tui     tui quiz graph keymap theme explain query flow_list ladder canvas flow transcript segment seq dissect bytes lang error words
TABLE
}

includes_of() {
  find "$1" -name '*.[ch]' -exec grep -HnE '^#include "' {} +
}

table | while read -r folder allowed; do
  own=$(basename "$folder")
  includes_of "$folder" | while IFS= read -r line; do
    header=$(printf '%s\n' "$line" | sed 's/.*#include "\(.*\)".*/\1/')
    case $header in
    tcpladder/*.h)
      name=$(basename "$header" .h)
      case " $allowed " in *" $name "*) continue ;; esac
      ;;
    tcpladder/notes.def | tcpladder/fields.def | "$own"/*) continue ;;
    esac
    printf '%s\n' "$line"
  done
done

# Contracts include contracts, and nothing of the code behind them but the list of messages.
grep -HnE '^#include "' include/tcpladder/*.h |
  grep -vE '"(tcpladder/[a-z]+\.(h|def)|lang/en\.def)"'

# A folder that no row names is known to nobody.
for folder in src/*/; do
  table | grep -q "^${folder%/} " || echo "$folder: not in the table"
done

grep -HnE '#include <(pcap|net/bpf)' -r src --include='*.[ch]' | grep -v '^src/capture/'
grep -HnE '#include <(curses|ncurses|term|panel)' -r src --include='*.[ch]' | grep -v '^src/tui/'
grep -HnE '#include <archive' -r src --include='*.[ch]' | grep -v '^src/capture/'
grep -HnE '#include <zlib' -r src --include='*.[ch]' | grep -v '^src/decode/'
grep -HnE '#include <jansson' -r src --include='*.[ch]' | grep -v '^src/render/'
grep -HnE '#include <seccomp' -r src --include='*.[ch]' | grep -v '^src/sandbox/'
exit 0
