import type { LaunchJob, LaunchRequest } from '@highorder/core';
import type { SlurmOptions } from './options.ts';

/** What a task is to do. */
export interface TaskWork {
  /** Where its logs and ends are written. */
  readonly folder: string;
  readonly jobs: readonly LaunchJob[];
  readonly options: Pick<SlurmOptions, 'prepare'>;
  readonly request: Pick<LaunchRequest, 'serve' | 'directory'>;
}

/** A word that bash takes as it is. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The script of the array: the task of its number. Slurm keeps a copy of it, so that its own path does not matter. */
export function arrayScript(folder: string): string {
  return `#!/bin/bash\nexec /bin/bash ${quoted(folder)}/task-"$SLURM_ARRAY_TASK_ID".sh\n`;
}

/**
 * The script of a task: one process serves its jobs, and where it dies a new one takes the next. A file in `ends`, written beside
 * its place and then renamed, tells of each job whether the process answered, or else its status, and where its log is.
 */
export function taskScript({ folder, jobs, options: { prepare }, request }: TaskWork): string {
  return [
    '#!/bin/bash',
    `folder=${quoted(folder)}`,
    `serve=(${request.serve.map(quoted).join(' ')})`,
    // Slurm goes on elsewhere where it cannot enter the directory.
    `cd -- ${quoted(request.directory)} || exit 1`,
    ...prepare,
    functions,
    ...jobs.map(({ name, folder: job }) => `run ${quoted(name)} ${quoted(job)}`),
    'finish',
    '',
  ].join('\n');
}

/** What the script does for each job; `folder` and `serve` are set before. */
const functions = String.raw`
# Slurm ends a task by SIGTERM, to this shell and to its processes: the shell waits for them, and begins no other job.
stopped=0
trap 'stopped=1' TERM
# Writing to a process that has died is no reason to end.
trap : PIPE
process=

start() {
  log="$folder/$1.log"
  coproc SERVER { exec "$${'{'}serve[@]}" 2>>"$log"; }
  process=$SERVER_PID
  # The shell forgets its own names of these when the process ends.
  exec {input}>&"$${'{'}SERVER[1]}" {output}<&"$${'{'}SERVER[0]}"
  eval "exec $${'{'}SERVER[1]}>&- $${'{'}SERVER[0]}<&-"
}

# Lets the process end, and takes its status. A signal to this shell cuts a wait short.
end_process() {
  local before
  exec {input}>&-
  while :; do
    before=$stopped
    wait "$process"
    status=$?
    [ "$before" != "$stopped" ] || break
  done
  exec {output}<&-
  process=
}

run() {
  local name=$1 job=$2 line
  [ "$stopped" = 0 ] || return
  [ -n "$process" ] || start "$name"
  status=
  printf '%s\n' "$job" >&"$input" 2>/dev/null
  while [ -z "$status" ]; do
    if IFS= read -r line <&"$output"; then
      [ "$line" != "$job" ] || status=answered
    else
      end_process
    fi
  done
  # A job whose process the signal ended has not come to its end.
  [ "$stopped" = 0 ] || [ -n "$process" ] || return
  printf '%s\n%s\n' "$status" "$log" >"$folder/ends/.$name" && mv "$folder/ends/.$name" "$folder/ends/$name"
}

finish() {
  [ -z "$process" ] || end_process
}
`;
