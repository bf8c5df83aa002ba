# bash completion for tcpladder; made from its table of options.
# shellcheck shell=bash disable=SC2207
_tcpladder() {
	local word=$2 before=$3
	local options='-r -i --interface= -D --list-interfaces -f --filter= -c --count= -s --snapshot-length= -p --no-promiscuous-mode -B --buffer-size= --keep= --memory= -w -C -W -a --autostop= -Z --relinquish-privileges= -v --verbose -l --demo --step --play= --predict= --seed= --flows --flow= -Y --only= --assert= --text --format= --narrate --width= -S --seq= -t --time= --style= --scale= --ascii --utf8 --color= --theme= --lang= --config= --no-config --list-keys -h --help -V --version'
	if [[ $before == '=' ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	elif [[ $word == '=' ]]; then
		word=
	fi
	case $before in
	-r) COMPREPLY=($(compgen -f -- "$word")) ;;
	-i | --interface) COMPREPLY=($(compgen -W "$(tcpladder -D 2>/dev/null | sed 's/[[:space:]].*//')" -- "$word")) ;;
	-f | --filter) COMPREPLY=() ;;
	-c | --count) COMPREPLY=() ;;
	-s | --snapshot-length) COMPREPLY=() ;;
	-B | --buffer-size) COMPREPLY=() ;;
	--keep) COMPREPLY=() ;;
	--memory) COMPREPLY=() ;;
	-w) COMPREPLY=($(compgen -f -- "$word")) ;;
	-C) COMPREPLY=() ;;
	-W) COMPREPLY=() ;;
	-a | --autostop) COMPREPLY=() ;;
	-Z | --relinquish-privileges) COMPREPLY=() ;;
	--play) COMPREPLY=() ;;
	--predict) COMPREPLY=() ;;
	--seed) COMPREPLY=() ;;
	--flow) COMPREPLY=() ;;
	-Y | --only) COMPREPLY=() ;;
	--assert) COMPREPLY=() ;;
	--format) COMPREPLY=($(compgen -W 'text narration worksheet json' -- "$word")) ;;
	--width) COMPREPLY=() ;;
	--seq) COMPREPLY=($(compgen -W 'relative absolute' -- "$word")) ;;
	-t | --time) COMPREPLY=($(compgen -W 'r d a e' -- "$word")) ;;
	--style) COMPREPLY=($(compgen -W 'ladder compact scale' -- "$word")) ;;
	--scale) COMPREPLY=() ;;
	--color) COMPREPLY=($(compgen -W 'auto always never' -- "$word")) ;;
	--theme) COMPREPLY=($(compgen -W 'okabe-ito dark light mono' -- "$word")) ;;
	--lang) COMPREPLY=($(compgen -W 'en ko' -- "$word")) ;;
	--config) COMPREPLY=($(compgen -f -- "$word")) ;;
	*)
		if [[ $word == -* ]]; then
			COMPREPLY=($(compgen -W "$options" -- "$word"))
			[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
		else
			COMPREPLY=($(compgen -f -- "$word"))
		fi
		;;
	esac
}
complete -o filenames -F _tcpladder tcpladder
