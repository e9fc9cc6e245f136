# Completion of fundctl for bash. A verb's options are those of its usage line.

_fundctl() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]}
    local options=''
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "new recover batch plan execution verify disclose print
            archive audit backup restore demo contract --help --version" -- "$word")
        return
    fi
    case $before in
        --format)
            case $verb in
                disclose) options='pdf html xlsx csv json txt' ;;
                execution) options='text json csv' ;;
                *) options='text json' ;;
            esac
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
            return
            ;;
        --plan)
            mapfile -t COMPREPLY < <(compgen -W guzhang -- "$word"; compgen -f -- "$word")
            return
            ;;
        --admin | --user | --name | --group | --as-of | --head | --requests) return ;;
    esac
    case $verb in
        new) options='--plan --admin --name' ;;
        recover) options='--clock-is-right' ;;
        batch) options='--group --all-or-nothing --clock-is-right' ;;
        plan) options='--user --format --check --template --plan --from' ;;
        execution) options='--user --as-of --format' ;;
        verify) options='--head --heads' ;;
        disclose) options='--user --out --format' ;;
        print) options='--user --out --requests --package' ;;
        archive | audit) options='--user' ;;
        backup) options='--rotate' ;;
        contract) options='--format' ;;
    esac
    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$word")
    elif ((COMP_CWORD == 2)) && [[ $verb == archive || $verb == audit ]]; then
        mapfile -t COMPREPLY < <(compgen -W export -- "$word")
    elif ((COMP_CWORD == 3)) && [[ $verb == print ]]; then
        mapfile -t COMPREPLY < <(compgen -W "disclosure declaration prepayment amendment account
            acceptance payment sheet reallocation ledger execution month-brief progress
            fund-use pace archive-index handover" \
            -- "$word")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -F _fundctl fundctl
