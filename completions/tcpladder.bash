# bash completion for tcpladder; made from its table of options.
# shellcheck shell=bash disable=SC2207
_tcpladder() {
	local word=$2 before=$3
	local options='-r -i --interface= -D --list-interfaces -f --filter= -c --count= -s --snapshot-length= -p --no-promiscuous-mode -B --buffer-size= --keep= --memory= -w -C -W -a --autostop= -Z --relinquish-privileges= -v --verbose -l --demo --step --play --play= --predict --predict= --seed= --flows --flow= -Y --only= --assert= --text --format= --narrate --width= -S --seq= -t --time= --style= --scale= --ascii --utf8 --color= --theme= --lang= --config= --no-config --list-keys -h --help -V --version'
	if [[ $before == '=' ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}=
	elif [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]]; then
		word= before+==
	fi
	case $before in
	-r) COMPREPLY=($(compgen -f -- "$word")) ;;
	-i | --interface | --interface=) COMPREPLY=($(compgen -W "$(tcpladder -D 2>/dev/null | sed 's/[[:space:]].*//')" -- "$word")) ;;
	-f | --filter | --filter=) COMPREPLY=() ;;
	-c | --count | --count=) COMPREPLY=() ;;
	-s | --snapshot-length | --snapshot-length=) COMPREPLY=() ;;
	-B | --buffer-size | --buffer-size=) COMPREPLY=() ;;
	--keep | --keep=) COMPREPLY=() ;;
	--memory | --memory=) COMPREPLY=() ;;
	-w) COMPREPLY=($(compgen -f -- "$word")) ;;
	-C) COMPREPLY=() ;;
	-W) COMPREPLY=() ;;
	-a | --autostop | --autostop=) COMPREPLY=() ;;
	-Z | --relinquish-privileges | --relinquish-privileges=) COMPREPLY=() ;;
	--demo) COMPREPLY=($(compgen -W 'handshake data timeout close half-close window fast reordering reset simultaneous-open keep-alive reuse' -- "$word")) ;;
	--play=) COMPREPLY=() ;;
	--predict=) COMPREPLY=($(compgen -W 'print' -- "$word")) ;;
	--seed | --seed=) COMPREPLY=() ;;
	--flow | --flow=) COMPREPLY=() ;;
	-Y | --only | --only=) COMPREPLY=() ;;
	--assert | --assert=) COMPREPLY=() ;;
	--format | --format=) COMPREPLY=($(compgen -W 'text narration worksheet json' -- "$word")) ;;
	--width | --width=) COMPREPLY=() ;;
	--seq | --seq=) COMPREPLY=($(compgen -W 'relative absolute' -- "$word")) ;;
	-t | --time | --time=) COMPREPLY=($(compgen -W 'r d a e' -- "$word")) ;;
	--style | --style=) COMPREPLY=($(compgen -W 'ladder compact scale' -- "$word")) ;;
	--scale | --scale=) COMPREPLY=() ;;
	--color | --color=) COMPREPLY=($(compgen -W 'auto always never' -- "$word")) ;;
	--theme | --theme=) COMPREPLY=($(compgen -W 'okabe-ito dark light mono' -- "$word")) ;;
	--lang | --lang=) COMPREPLY=($(compgen -W 'en ko' -- "$word")) ;;
	--config | --config=) COMPREPLY=($(compgen -f -- "$word")) ;;
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
