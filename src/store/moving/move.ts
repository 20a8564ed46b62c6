import type { StoredRecord } from '../engines/engine.ts'
import { type Beginning, copyRecords } from './copy-records.ts'
import { openSource, openTarget } from './database.ts'
import { sameDatabase } from './errors.ts'
import type { Progress } from './progress.ts'

interface Options {
  /** In ms since 1970. */
  readonly now: number
  readonly warn: (message: string) => void
  readonly progress: Progress
  /** Called with each record that is in the new database in the end. */
  readonly onRecord: (record: StoredRecord) => void
}

/** The result of a move. */
export interface Moved {
  /** Names for people. */
  readonly from: string
  readonly to: string
  readonly records: number
  readonly beginning: Beginning
}

/**
 * Copies all records of one moment from one database to an empty one. The first is unchanged.
 *
 * @throws UserError if there is no such database, or the other has records.
 */
export async function move(
  from: string,
  to: string,
  { now, warn, progress, onRecord }: Options,
): Promise<Moved> {
  await using source = await openSource(from, warn)
  await using target = await openTarget(to, warn)
  if (source.name === target.name) throw sameDatabase(source.name)
  const { records, beginning } = await copyRecords(
    target,
    { name: source.name, read: source.engine.readAll },
    {
      now,
      onRecord,
      onCopied: (done, all) => progress('Copying', done / all),
      onVerified: (done, all) => progress('Verifying', done / all),
    },
  )
  return { from: source.name, to: target.name, records, beginning }
}
