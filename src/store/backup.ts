import { z } from 'zod'
import { pathOf } from './engines/choose-engine.ts'
import { backupOfServer } from './engines/errors.ts'
import { copyDatabase } from './engines/sqlite-backup.ts'
import { type Kind, put } from './record.ts'

/** As long as what a place leaves behind: what is erased now is in no backup from then on. */
const keptMs = 30 * 24 * 3_600_000

const BackupNote = z
  .object({ v: z.literal(1), at: z.int(), keepUntil: z.int(), isRedacted: z.boolean() })
  .readonly()
/** In a copy: when it was made, and until when it should be kept, in ms since 1970. */
type BackupNote = z.infer<typeof BackupNote>

const notes: Kind<BackupNote> = { name: 'backup', schema: BackupNote }

interface Options {
  /** In ms since 1970. */
  readonly now: number
  /** Without it the copy is whole. */
  readonly toCopied?: NonNullable<Parameters<typeof copyDatabase>[2]['toCopied']>
}

/**
 * Copies the database that a DATABASE_URL names to a new file, also while it is in use. Keys are in no copy.
 *
 * @throws UserError as {@link copyDatabase}, and for a database on a server.
 */
export async function backUp(
  url: string,
  file: string,
  { now, toCopied }: Options,
): Promise<BackupNote & { readonly records: number }> {
  const path = pathOf(url)
  if (path === undefined) throw backupOfServer()
  const note: BackupNote = { v: 1, at: now, keepUntil: now + keptMs, isRedacted: toCopied !== undefined }
  const records = await copyDatabase(path, file, {
    note: put({ kind: notes, id: 'made' }, note),
    ...(toCopied !== undefined && { toCopied }),
  })
  return { ...note, records }
}
