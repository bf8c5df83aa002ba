# Functions of at most 60 lines, 6 parameters and 3 levels of braces; files of at most 400 lines
# of at most 100 columns. Over src/: half of the functions have at most 15 lines, nine tenths 40.

function say(what) {
	printf "%s:%d: %s\n", FILENAME, FNR, what
}

function parameters(text) {
	sub(/^[^(]*\(/, "", text)
	gsub(/\([^()]*\)/, "", text)
	return gsub(/,/, "", text) + 1
}

FNR == 1 { inside = 0; signature = "" }
FNR == 401 { say("the file has more than 400 lines") }
{
	columns = $0
	while (match(columns, /\t/))
		columns = substr(columns, 1, RSTART - 1) \
			sprintf("%*s", 8 - (RSTART - 1) % 8, "") substr(columns, RSTART + 1)
	gsub(/[\200-\277]/, "", columns) # all but the first byte of a character
	if (length(columns) > 100)
		say("the line has more than 100 columns")
}

inside && /^}/ {
	if (FNR - start > 60)
		say("the function has " FNR - start " lines")
	if (deepest > 4)
		say("the function has braces " deepest - 1 " levels deep")
	if (FILENAME ~ /^src\//)
		lengths[++functions] = FNR - start
	inside = 0
	signature = ""
	next
}
inside {
	line = $0
	gsub(/"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/, "", line)
	while (gsub(/{[^{}]*}/, "", line))
		;
	# A brace that opens a block ends its line, behind a parenthesis or a word; others hold values.
	block = line ~ /(\)|else|do|^[ \t]*)[ \t]*{[ \t]*$/
	opened = gsub(/{/, "", line)
	closed = gsub(/}/, "", line)
	for (i = 0; i < closed && top > 0; i++)
		depth -= stack[top--]
	for (i = 0; i < opened; i++)
		depth += stack[++top] = block
	if (depth > deepest)
		deepest = depth
	next
}
/^{/ && signature ~ /\)[ \t]*$/ {
	inside = 1
	start = FNR
	depth = deepest = 1
	top = 0
	if (parameters(signature) > 6)
		say("the function has more than 6 parameters")
	next
}
/^[ \t]*$/ || /;[ \t]*$/ { signature = ""; next }
{ signature = signature " " $0 }

function sort(n,   i, j, v) {
	for (i = 2; i <= n; i++) {
		v = lengths[i]
		for (j = i - 1; j > 0 && lengths[j] > v; j--)
			lengths[j + 1] = lengths[j]
		lengths[j + 1] = v
	}
}

END {
	sort(functions)
	if (lengths[int((functions + 1) / 2)] > 15)
		print "src: the median function has " lengths[int((functions + 1) / 2)] " lines"
	if (lengths[int(functions * 0.9)] > 40)
		print "src: a tenth of the functions has more than 40 lines"
}
