import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { RecordChange, StoredRecord } from '../engines/engine.ts'
import { type BackupHead, backupVersion } from './backup-format.ts'
import { openSource } from './database.ts'
import { backupDamaged, backupExists, nameOfDatabase } from './errors.ts'
import type { Progress } from './progress.ts'
import { readBackup } from './read-backup.ts'
import { writeBackup } from './write-backup.ts'

/** As long as what a place leaves behind: what is erased now is in no backup from then on. */
const keptMs = 30 * 24 * 3_600_000

interface Options {
  /** In ms since 1970. */
  readonly now: number
  readonly warn: (message: string) => void
  readonly progress: Progress
  /** The backup's text of a record, `undefined` to leave it out; without this function the backup is whole. */
  readonly toCopied?: (record: StoredRecord) => RecordChange | undefined
  /** Called with each record that is in the written file. */
  readonly onRecord: (record: StoredRecord) => void
}

/**
 * Writes all records of one moment to a new file, also while the database is in use, and reads them there again. Expired ones
 * are left out. Keys are in no backup.
 *
 * @throws UserError if there is no database, it is damaged, the file exists, or it can't be written.
 */
export async function backUp(
  url: string,
  file: string,
  { now, warn, progress, toCopied, onRecord }: Options,
): Promise<BackupHead & { readonly records: number }> {
  if (['.db', '.sqlite', '.sqlite3'].includes(extname(file))) throw nameOfDatabase(file)
  if (existsSync(file)) throw backupExists(file)
  await using source = await openSource(url, warn)
  const head: BackupHead = {
    format: 'cruxgrid-backup',
    version: backupVersion,
    made: new Date(now).toISOString(),
    keepUntil: new Date(now + keptMs).toISOString(),
    redacted: toCopied !== undefined,
  }
  const toWritten = (record: StoredRecord): readonly StoredRecord[] => {
    if ((record.expires ?? Infinity) <= now) return []
    return toCopied === undefined ? [record] : toRecords(toCopied(record))
  }
  let [read, written] = [0, 0]
  await writeBackup(file, {
    head,
    fill: (write) =>
      source.engine.readAll(async (page, total) => {
        const records = page.flatMap(toWritten)
        await write(records)
        read += page.length
        written += records.length
        progress('Copying', read / total)
      }),
    async verify(path) {
      const { records } = await readBackup(path, async (page, share) => {
        page.forEach(onRecord)
        progress('Verifying', share)
      })
      if (records !== written) throw backupDamaged(file, 'is not what was written')
    },
  })
  return { ...head, records: written }
}

function toRecords(change: RecordChange | undefined): readonly StoredRecord[] {
  if (change === undefined || 'remove' in change) return []
  const { key, text, expires } = change
  return [{ ...key, text, ...(expires !== undefined && { expires }) }]
}
