# Where the Slurm of start.sh lives, and how it ends. Tests look in the same place.
folder="${HIGHORDER_SLURM:-${TMPDIR:-/tmp}/highorder-slurm-$(id -u)}"
export SLURM_CONF="$folder/slurm.conf"

# Ends the daemons by the numbers that they wrote, each only where that number is still that program.
stop_daemons() {
  local pair file program number
  for pair in slurmd.pid:slurmd slurmctld.pid:slurmctld munge/pid:munged; do
    file="$folder/${pair%%:*}"
    program="${pair##*:}"
    [ -f "$file" ] || continue
    number=$(cat "$file")
    # The name of the process is cut at 15 letters, and Debian's programs end in -wlm.
    case "$(cat "/proc/$number/comm" 2>/dev/null)" in "$program"*) ;; *) continue ;; esac
    kill "$number" 2>/dev/null || true
    for _ in $(seq 1 50); do
      [ -d "/proc/$number" ] || break
      sleep 0.1
    done
    [ ! -d "/proc/$number" ] || kill -KILL "$number" 2>/dev/null || true
  done
}
