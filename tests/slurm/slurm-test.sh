#!/usr/bin/env bash
# Runs EvalKit's shards under a real Slurm: a controller and two one-processor nodes on loopback, thrown away at the end.
#
#   tests/slurm/slurm-test.sh [EVALKIT]     (root; Debian: apt-get install slurmctld slurmd slurm-client munge)
#
# Four shards must give what one machine gives, byte for byte but for measured.json: undisturbed; with one task killed, one
# queued again from outside and one that runs twice at a time; and after a unit was lost and only its shard submitted again.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
evalkit=$(realpath "${1:-$repository/src/EvalKit.Cli/bin/Release/net10.0/evalkit}")
lacking=$(for need in slurmctld slurmd sbatch scontrol squeue munged; do command -v "$need" > /dev/null || printf ' %s' "$need"; done)
[ "$(id -u)" -eq 0 ] || lacking+=" root"
if [ -n "$lacking" ]; then
  echo "skipped: the test against Slurm lacks$lacking"
  exit 0
fi

work=$(mktemp -d)
chmod 755 "$work"
export SLURM_CONF=$work/slurm.conf
shards=4
passed=

log() { printf '%3d s  %s\n' "$SECONDS" "$*"; }
fail() { log "FAILED: $*"; exit 1; }

# The processes of evalkit that carry a line in their environment, such as this cluster's configuration: ours, and nobody else's.
ours() {
  local file name
  for file in /proc/[0-9]*; do
    { read -r name < "$file/comm" && [ "$name" = evalkit ] && grep -qzxF -e "$1" "$file/environ"; } 2> /dev/null && echo "${file#/proc/}"
  done
  true
}

down() {
  [ -n "$passed" ] || tail -n 5 "$work"/*.log "$work"/*/slurm/*.log 2> /dev/null || true
  scancel --user=root > /dev/null 2>&1 || true
  for _ in $(seq 20); do [ -z "$(squeue -h 2> /dev/null)" ] && break; sleep 0.2; done
  ours "SLURM_CONF=$SLURM_CONF" | xargs -r kill -9 2> /dev/null || true
  for file in "$work"/*.pid; do
    [ -f "$file" ] && daemon=$(cat "$file") && kill "$daemon" 2> /dev/null || continue
    for _ in $(seq 50); do kill -0 "$daemon" 2> /dev/null || continue 2; sleep 0.1; done
    kill -9 "$daemon" 2> /dev/null || true
  done
  rm -rf "$work"
}
trap down EXIT

# Three ports in a row that nobody listens on, below those that the kernel hands out.
port() {
  local first
  while true; do
    first=$((12000 + RANDOM % 18000))
    for offset in 0 1 2; do (exec 3<> "/dev/tcp/127.0.0.1/$((first + offset))") 2> /dev/null && continue 2; done
    echo "$first"
    return
  done
}

up() {
  local host first
  host=$(hostname -s)
  first=$(port)
  mkdir -m 711 "$work/munge"
  mkdir "$work/state" "$work/n1" "$work/n2"
  (umask 377; head -c 1024 /dev/urandom > "$work/munge/key")
  # Tasks are tracked by their parents and bound to nothing: a machine without control groups of its own will do.
  echo "CgroupPlugin=cgroup/v1" > "$work/cgroup.conf"
  cat > "$SLURM_CONF" <<EOF
ClusterName=evalkit
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=10
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort=$first
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
SlurmdParameters=config_overrides
KillWait=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((first + 1)) CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((first + 2)) CPUs=1 State=UNKNOWN
PartitionName=all Nodes=n1,n2 Default=YES State=UP
EOF
  munged --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munge/seed"
  slurmctld
  slurmd -N n1
  slurmd -N n2
  for _ in $(seq 60); do
    [ "$(sinfo -h -N -t idle -o %N 2> /dev/null | sort -u | wc -l)" -eq 2 ] && return
    sleep 0.5
  done
  fail "the two nodes did not come up"
}

submit() { "$evalkit" submit eval.yaml --engine slurm --shards $shards --out "$1" 2> /dev/null; }

# The merge job waits for the whole array, so an empty queue means that all is done.
settle() {
  for _ in $(seq 1000); do
    [ -z "$(squeue -h)" ] && return
    sleep 0.3
  done
  fail "jobs are still queued: $(squeue -h)"
}

# Everything in the run's folder but how it was submitted, and what the killed say of themselves.
same() {
  [ -f "$1/report.json" ] || fail "$1: no report: $(cat "$1/slurm/merge.log")"
  diff -r --exclude='.lock*' --exclude=slurm --exclude=shards.json --exclude=measured.json one "$1" > "$work/differences.log" || fail "$1 differs from one machine"
  log "$1: $(find "$1/units" -name '*.parquet' | wc -l) units and the reports are those of one machine, byte for byte"
}

up
log "slurmctld and 2 slurmd are up ($(sinfo --version))"
cd "$work"
data=$repository/eval-configs/data/fashion/t10k
cat > eval.yaml <<EOF
name: slurm
task: image-classification
models:
  - path: $repository/models/fashion/linear.onnx
  - path: $repository/models/fashion/cnn-2-s0.onnx
data: { kind: idx, images: $data-images-idx3-ubyte.gz, labels: $data-labels-idx1-ubyte.gz, limit: 200 }
robustness: { samples: 50, perturbations: [{ kind: gaussian-noise, severities: [1, 3, 5] }, { kind: jpeg, severities: [1, 3, 5] }] }
interpretability: { samples: 4, substrates: [mean], attributions: [occlusion, { kind: rise, masks: 40 }], metrics: [relevance-gain] }
cost: { latency: false }
EOF
"$evalkit" run eval.yaml --out one --threads 1 > /dev/null 2>&1
log "one machine is done"

submit calm > /dev/null
settle
same calm

# Of a second array one task is killed with all its processes, one is queued again from outside, one runs twice. Bash reads this
# file at the start of each job, so that what disturbs a task lives beside it, however busy the machine is.
{
  declare -f ours
  cat <<'EOF'
unset BASH_ENV
disturb() {
  while true; do
    mapfile -t pair < <(ours "SLURM_JOB_ID=$SLURM_JOB_ID")
    [ ${#pair[@]} -ge 2 ] && break
    sleep 0.05
  done
  case $SLURM_ARRAY_TASK_ID in
    0) kill -9 "${pair[@]}"; echo "${pair[*]}" > killed ;;
    1) scontrol requeue "$SLURM_JOB_ID" && touch requeued ;;
  esac
}
case $SLURM_ARRAY_TASK_ID in 0 | 1) [ -n "$SLURM_RESTART_COUNT" ] || disturb & ;; esac
EOF
} > disturb.sh
BASH_ENV=$work/disturb.sh submit hurt > /dev/null
(cd hurt/slurm && sbatch --parsable --array=3 shard.sh > /dev/null)
settle
[ -f hurt/slurm/killed ] && [ -f hurt/slurm/requeued ] || fail "no task was caught at work"
log "killed (SIGKILL) supervisor and worker of shard 0 ($(cat hurt/slurm/killed)); queued shard 1 again; shard 3 ran twice"
grep -q "ended with 137 and is queued again" hurt/slurm/shard-0.log || fail "shard 0 was not queued again: $(cat hurt/slurm/shard-0.log)"
same hurt

# A lost unit: only its shard is submitted again.
lost=$(find hurt/units -name '*.parquet' | sort | head -n 1)
rm "$lost"
rm hurt/report.*
again=$(submit hurt | sed -n 's/.*--array=\([^ ]*\) .*/\1/p')
[[ $again =~ ^[0-3]$ ]] || fail "submitted shards '$again' again for one lost unit"
settle
same hurt
log "one lost unit: only shard $again was submitted again"
passed=yes
log "passed: $shards shards on 2 nodes"
