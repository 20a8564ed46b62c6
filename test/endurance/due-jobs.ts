import { DatabaseSync } from 'node:sqlite'

interface Stored {
  readonly value: { readonly due: number; readonly leaseUntil?: number }
}

/** Looks into a database for when its jobs fall due, beside whoever works on it. */
export function openDueJobs(file: string) {
  const db = new DatabaseSync(file, { readOnly: true })
  const jobs = db.prepare("select v from record where ns >= 'job/' and ns < 'job0'")
  return {
    /** When each job may be claimed, in ms since 1970. */
    all: (): readonly number[] =>
      jobs.all().map(({ v }) => {
        const { value }: Stored = JSON.parse(String(v))
        return Math.max(value.due, value.leaseUntil ?? 0)
      }),
    close: () => db.close(),
  }
}
