import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Upper bounds in seconds, for what a person waits for. */
const waitSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3, 5, 10, 30]
/** The same for the database. */
const storeSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
/** The same for jobs, which may fall due while no process runs. */
const lateSeconds = [1, 5, 15, 60, 300, 900, 3600, 14_400]

/**
 * Counts what has happened since this process started, for the operator; docs/operating.md, section 3. Labels are platforms,
 * commands, outcomes and names from this program: never an id, a name or a title.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name, help, buckets: [...buckets], labelNames, registers })
  const depths = new Map<string, (() => number)[]>()
  new Gauge({
    name: 'cruxgrid_queue_depth',
    help: 'Pieces of work that wait, by queue',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const [queue, all] of depths)
        this.set(
          { queue },
          all.reduce((sum, depth) => sum + depth(), 0),
        )
    },
  })

  return {
    votes: counter('cruxgrid_votes_total', 'Votes that were stored', ['platform']),
    commands: counter(
      'cruxgrid_commands_total',
      'Calls by command and outcome: shown, form, refused (a mistake of a person) or failed (a fault)',
      ['command', 'outcome'],
    ),
    acknowledgements: histogram(
      'cruxgrid_ack_seconds',
      'Time until a request of a platform was acknowledged, without the network',
      waitSeconds,
      ['platform'],
    ),
    lateAcknowledgements: counter(
      'cruxgrid_late_acks_total',
      'Requests that were acknowledged before it was known whether they are stored',
    ),
    pictures: histogram('cruxgrid_picture_seconds', 'Time until a picture was made', waitSeconds),
    edits: counter('cruxgrid_edits_total', 'Edits of messages that follow what is stored', [
      'platform',
      'outcome',
    ]),
    retries: counter('cruxgrid_retries_total', 'Requests that were sent to a platform again', ['platform']),
    rateLimits: counter('cruxgrid_rate_limits_total', 'Requests that a platform limited', ['platform']),
    store: histogram('cruxgrid_store_seconds', 'Time of the database, by operation', storeSeconds, [
      'operation',
    ]),
    storeFailures: counter('cruxgrid_store_failures_total', 'Operations of the database that failed', [
      'operation',
    ]),
    jobLateness: histogram(
      'cruxgrid_job_late_seconds',
      'Time from when a job fell due until it was begun',
      lateSeconds,
    ),
    lookUps: counter('cruxgrid_source_lookups_total', 'Papers asked for, by source and outcome', [
      'source',
      'outcome',
    ]),

    /** Shows how long a queue is. Queues of one name are added up. */
    watchQueue(queue: string, depth: () => number): void {
      depths.set(queue, [...(depths.get(queue) ?? []), depth])
    },

    /** Adds memory, processor time, and the delay of the event loop. To be called once in a process. */
    watchProcess: (): void => collectDefaultMetrics({ register: registry }),

    /** Everything in Prometheus' text format, of the media type `contentType`. */
    write: (): Promise<string> => registry.metrics(),
    contentType: registry.contentType,
  }
}

export type Metrics = ReturnType<typeof createMetrics>
