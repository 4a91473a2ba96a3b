#!/usr/bin/env bash
# Starts a Slurm of one node, this machine, for the tests of plugins/launcher-slurm: `npm run setup:slurm`. It works in a
# container without systemd, keeps all of its files in one folder, and leaves any other Slurm of this machine alone.
# Where a Slurm of this script runs already, it says so and changes nothing. `start.sh stop` ends it.
#
# Needs Debian's packages slurmctld, slurmd, slurm-client and munge, and installs them where it may.
# Exit status: 0 a job ran, 1 none did.
set -euo pipefail
# shellcheck source=tools/slurm/places.sh
source "$(dirname "${BASH_SOURCE[0]}")/places.sh"

say() { echo "slurm: $*"; }

fail() {
  say "$*"
  for log in "$folder"/log/*; do
    [ -f "$log" ] || continue
    say "the end of $log:"
    tail -n 15 "$log"
  done
  exit 1
}

# A job of one task, on the Slurm of this folder.
job_runs() {
  [ -f "$SLURM_CONF" ] && timeout 30 srun --immediate=20 --time=1 hostname >/dev/null 2>&1
}

install_packages() {
  local program
  local missing=()
  for program in munged slurmctld slurmd sbatch; do
    PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || missing+=("$program")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "missing: ${missing[*]}. On Debian or Ubuntu: apt-get install slurmctld slurmd slurm-client munge"
  fi
  say "installing Debian's packages, for ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  local packages=(slurmctld slurmd slurm-client munge)
  local log
  log=$(mktemp)
  if ! { apt-get update && apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -n 25 "$log"
    fail 'apt-get could not install them.'
  fi
  rm -f "$log"
}

# A port that nobody listens on, from a number upwards.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

write_files() {
  rm -rf "$folder"
  # munged refuses folders that others may write to.
  (umask 077 && mkdir -p "$folder")
  chmod 755 "$folder"
  mkdir -p "$folder"/{munge,log,state,spool}
  (umask 077 && head -c 1024 /dev/urandom >"$folder/munge/key")
  local node user controller_port node_port
  node=$(hostname -s)
  user=$(id -un)
  controller_port=$(free_port 26817)
  node_port=$(free_port $((controller_port + 1)))
  cat >"$SLURM_CONF" <<CONFIGURATION
ClusterName=highorder
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd
# Without control groups and without an accounting database: what a container can do.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=2
ReturnToService=2
MailProg=/bin/true
KillWait=5
DefMemPerCPU=512
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ { print int($2 / 1024 * 0.9) }' /proc/meminfo) State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=60 State=UP
PartitionName=spare Nodes=$node MaxTime=60 State=UP
CONFIGURATION
}

start_daemons() {
  local PATH="$PATH:/usr/sbin"
  munged --socket="$folder/munge/socket" --key-file="$folder/munge/key" --pid-file="$folder/munge/pid" \
    --log-file="$folder/log/munged" --seed-file="$folder/munge/seed" --num-threads=2 </dev/null >/dev/null 2>&1 ||
    fail 'munged did not start.'
  slurmctld -f "$SLURM_CONF" </dev/null >"$folder/log/slurmctld-start" 2>&1 || fail 'slurmctld did not start.'
  slurmd -f "$SLURM_CONF" </dev/null >"$folder/log/slurmd-start" 2>&1 || fail 'slurmd did not start.'
}

wait_for_job() {
  local attempt
  for attempt in $(seq 1 30); do
    if job_runs; then return; fi
    sleep 0.5
  done
  fail "no job ran, after $attempt attempts."
}

case "${1:-start}" in
  start)
    install_packages
    if job_runs; then
      say "runs already. Clients find it with SLURM_CONF=$SLURM_CONF"
      exit 0
    fi
    stop_daemons
    write_files
    start_daemons
    wait_for_job
    say "$(sinfo --version) runs on $(hostname -s). Clients find it with SLURM_CONF=$SLURM_CONF"
    ;;
  stop)
    stop_daemons
    rm -rf "$folder"
    say 'stopped.'
    ;;
  *)
    say "there is no '$1'. Known: start, stop"
    exit 1
    ;;
esac
