/**
 * One piece of independent work: a folder that holds all it needs, and the command line that does it.
 *
 * The process of the command writes everything about the job into the folder, each file beside its place and then
 * renamed: what it found, or why it failed, and a log. It ends with status 0 where the job is done or another process
 * works on it, 1 where it failed, 2 where the folder is wrong, 75 where the machine did not let it go on (a full disk), so that
 * it has not failed, 130 where SIGTERM or SIGINT ended it. Running it again
 * goes on where it was; running it twice at a time is safe, for a lock in the folder lets only one work.
 */
export interface LaunchJob {
  /** Unique among the jobs of a launch, and good as a name of a file: the name of the folder. */
  readonly name: string;
  /** Absolute. Every machine that works for the launcher must see it under this path. */
  readonly folder: string;
  /** Program and arguments, to be started in the request's `directory`, without a shell between. */
  readonly command: readonly string[];
}

/** How the process of a job ended. What became of the job stands in its folder, and is read there. */
export interface JobEnd {
  readonly job: LaunchJob;
  /**
   * Where the process did not end by itself: why, in a sentence for the user, such as "The process was killed by
   * SIGKILL.". A job that left neither a result nor a failure of its own has failed for this reason.
   */
  readonly trouble?: string | undefined;
  /**
   * Whether something from outside killed the process, as the system does where memory runs out. Such a job is tried once more before it
   * counts as failed.
   */
  readonly killed?: boolean | undefined;
  /** The status of a process that ended by itself in trouble, where it is known. 75: the machine lets no job go on, and the sweep stops. */
  readonly status?: number | undefined;
}

/** What a launcher needs of an `AbortSignal`, which browsers and Node both have and the language does not. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The jobs that a launcher is to run. */
export interface LaunchRequest {
  /** Begun in this order, each once. */
  readonly jobs: readonly LaunchJob[];
  /** How many run side by side at most; at least 1. */
  readonly parallel: number;
  /**
   * A command line, for `directory`, that serves job after job in one process, so that starting up is paid once. It
   * reads folders of `jobs` from standard input, one a line; when a job is over, done or failed, it writes the folder
   * as a line to standard output. It ends with status 0 when its input ends, and by signals as the command of a job
   * does, with 75 too. A job that runs when the input ends is saved and left, so that no process outlives a launcher that was killed: keep
   * the input open until the last job is over. A launcher may use it, or the command of each job.
   */
  readonly serve: readonly string[];
  /** Absolute: the working directory of every process. */
  readonly directory: string;
  /** Absolute: a folder that exists, for the launcher's own files, such as scripts and what processes print. */
  readonly scratch: string;
  /** Once aborted, no job is begun, and running ones are told to end by SIGTERM. */
  readonly signal: StopSignal;
  /** To be called once for each job whose process is over, but not for jobs that the signal ended. */
  readonly onEnd: (end: JobEnd) => void;
  /** For what the user should know, a sentence each, such as the number under which a cluster queues the jobs. */
  readonly onNote: (text: string) => void;
}

/**
 * Runs independent jobs: in processes of this machine, or on a cluster. Kind `launcher`.
 *
 * A launcher looks into no job: the bits of a result are the same whatever launched it. It gives every process its own
 * environment, and asks for one thread a job, which is what engines take by themselves.
 */
export interface Launcher {
  /** How many jobs run side by side where the user does not say; at least 1. */
  readonly parallel: number;
  /**
   * Runs all jobs and resolves when no process of the launch is left, after the signal too. A job that fails or is
   * killed stops no other. Rejects with an `InputError`, with the way out, where jobs cannot be run at all.
   */
  launch(request: LaunchRequest): Promise<void>;
}
