. "${top_srcdir:-.}/tests/lib.sh"
# A shelf shared out as a Slurm job array on this machine: a task is killed, merge names its part, that task alone is run
# again, and the merged study is that of one machine. Slurm's daemons are started for this test, in a folder of its own.
skip() { echo "1..0 # SKIP $1"; exit 0; }
for program in slurmctld slurmd sbatch munged; do
    PATH=$PATH:/usr/sbin command -v $program > /dev/null || skip "no $program (Debian: slurm-wlm, munge)"
done
test "$(id -u)" = 0 || skip 'Slurm is started by root only'
pidof slurmctld slurmd > /dev/null 2>&1 && skip 'Slurm runs here already'
PATH=$PATH:/usr/sbin; export PATH
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
chmod 755 "$scratch"

# Munge, unless it runs; with a key of its own if there is none.
started=
if ! munge -n > /dev/null 2>&1; then
    mkdir -p /run/munge; chown munge: /run/munge 2> /dev/null
    test -s /etc/munge/munge.key || skip 'munge has no key'
    su munge -s /bin/sh -c "/usr/sbin/munged" > munged.log 2>&1 || skip "munged cannot run here: $(head -n 1 munged.log)"
    started=munged
    for _ in 1 2 3 4 5 6 7 8 9 10; do munge -n > /dev/null 2>&1 && break; sleep 0.2; done
fi
host=$(hostname -s); mkdir state spool
cat > slurm.conf <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=36817
SlurmdPort=36818
AuthType=auth/munge
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmctldLogFile=$scratch/slurmctld.log
SlurmdLogFile=$scratch/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=500
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
SLURM_CONF=$scratch/slurm.conf; export SLURM_CONF
# Only what was started here is ended, by its number.
finish() {
    for name in slurmd slurmctld; do test -s $name.pid && kill "$(cat $name.pid)" 2> /dev/null; done
    test -z "$started" || kill "$(cat /run/munge/munged.pid)" 2> /dev/null
    sleep 0.5
    cd /; chmod -R u+rwX "$scratch" 2> /dev/null; rm -rf "$scratch"
}
trap finish EXIT
slurmctld -i > ctld.out 2>&1 || skip "slurmctld cannot run here: $(tail -n 1 ctld.out)"
slurmd > d.out 2>&1 || skip "slurmd cannot run here: $(tail -n 1 d.out slurmd.log)"
for _ in $(seq 50); do sinfo -h -o %T 2> /dev/null | grep -q idle && break; sleep 0.2; done
sinfo -h -o %T 2> /dev/null | grep -q idle || skip "Slurm does not become idle here: $(sinfo -h 2>&1 | head -n 1)"

reports=$top/corpus/reports book=$top/codebooks/male-carers.xml
cat > task.sh <<TASK
#!/bin/sh
part=\$SLURM_ARRAY_TASK_ID/\$SLURM_ARRAY_TASK_COUNT
test "\${PARTS:-}" && part=\$SLURM_ARRAY_TASK_ID/\$PARTS
study=$scratch/part-\$SLURM_ARRAY_TASK_ID.db
test "\$SLURM_ARRAY_TASK_ID" = 3 && test "\${KILLED:-}" && { '$EXCERPTA' index '$reports' --shard \$part --study \$study --quiet & kill -9 \$!; exit 137; }
'$EXCERPTA' index '$reports' --shard \$part --study \$study --threads 1 --quiet &&
    '$EXCERPTA' code --codebook '$book' --shard \$part --study \$study --threads 1 --quiet
TASK
batch() { sbatch --wait --chdir="$scratch" --output="$scratch/task-%a.out" "$@" task.sh > sbatch.out 2>&1; }
EXCERPTA_EXTRACT=${EXCERPTA_EXTRACT:-$(dirname "$EXCERPTA")/excerpta-extract}; export EXCERPTA_EXTRACT
batch --array=1-4 --export=ALL,KILLED=yes,PARTS=4; is 'an array of four tasks, one of them killed: the job says so' 1 "$(test $? -gt 0 && echo 1)"
"$EXCERPTA" merge out.db part-*.db > said 2>&1; is 'merge refuses' 3 $?
is 'and names the part' yes "$(grep -qE 'missing: 3|part 3/4 is not complete' said && echo yes || cat said task-*.out)"
batch --array=3 --export=ALL,PARTS=4; is 'that task run again' 0 $?
"$EXCERPTA" merge out.db part-*.db --quiet > said 2>&1; is 'all parts are merged' 0 $?
"$EXCERPTA" index "$reports" --study one.db --quiet; "$EXCERPTA" code --codebook "$book" --study one.db --quiet
all() { "$EXCERPTA" export --format csv --study "$1"; "$EXCERPTA" reports --format csv --study "$1"; "$EXCERPTA" status --study "$1"; }
all one.db > one 2>&1; all out.db > out 2>&1
is 'the study is that of one machine' '' "$(diff one out)"
is 'with excerpts in it' yes "$(test "$("$EXCERPTA" export --format jsonl --study out.db | wc -l)" -gt 50 && echo yes)"
done_testing
