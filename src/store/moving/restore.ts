import { resolve } from 'node:path'
import type { StoredRecord } from '../engines/engine.ts'
import { putRestored } from '../restored.ts'
import { type Beginning, copyRecords } from './copy-records.ts'
import { openTarget } from './database.ts'
import type { Progress } from './progress.ts'
import { type Backup, readBackup } from './read-backup.ts'

interface Options {
  /** In ms since 1970. */
  readonly now: number
  readonly warn: (message: string) => void
  readonly progress: Progress
  /** Called with each record that is in the database in the end. */
  readonly onRecord: (record: StoredRecord) => void
}

/**
 * Copies a backup into an empty database. The whole file is read before anything is written.
 *
 * @returns how many records are there, how the copy began, and what the file says of itself.
 * @throws UserError if the file is not a whole backup, or the database has other records.
 */
export async function restore(
  file: string,
  url: string,
  { now, warn, progress, onRecord }: Options,
): Promise<Backup & { readonly beginning: Beginning }> {
  const { head, records: total } = await readBackup(file, async (_, share) => progress('Checking', share))
  await using target = await openTarget(url, warn)
  const source = {
    name: resolve(file),
    read: (take: (page: readonly StoredRecord[], total: number) => Promise<void>) =>
      readBackup(file, (page) => take(page, total)),
  }
  const { records, beginning } = await copyRecords(target, source, {
    now,
    last: [putRestored(Date.parse(head.made), now)],
    onRecord,
    onCopied: (done, all) => progress('Copying', done / all),
    onVerified: (done, all) => progress('Verifying', done / all),
  })
  return { head, records, beginning }
}
