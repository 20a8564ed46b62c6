import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredRecord } from '../engines/engine.ts'

// A backup is lines of JSON: the head, one line for each record, and the end. docs/storage.md, section 12.

/** The highest version that this program reads. It is raised by every change that an older program can't read: 2 has votes with a depth, a crux and a guess. */
export const backupVersion = 2

/** As much as is needed to refuse another program's file, and one of a newer version. */
export const AnyHead = z.object({ format: z.literal('cruxgrid-backup'), version: z.int().min(1) })

export const BackupHead = AnyHead.extend({
  /** When the records were read. */
  made: z.iso.datetime(),
  /** Until when the file should be kept: what people delete after it was made is still in it. */
  keepUntil: z.iso.datetime(),
  /** Whether it is without names, words, tokens and messages. */
  redacted: z.boolean(),
})
export type BackupHead = z.infer<typeof BackupHead>

export const BackupRecord = z.object({
  collection: z.string(),
  id: z.string(),
  text: z.string(),
  expires: z.int().optional(),
})

export const BackupEnd = z.object({
  records: z.int(),
  /** Of all lines before it with their line ends, in hex. */
  sha256: z.string(),
})
export type BackupEnd = z.infer<typeof BackupEnd>

/** A record as a line, without its end. */
export const toLine = ({ collection, id, text, expires }: StoredRecord): string =>
  JSON.stringify({ collection, id, text, expires })

/** SHA-256 of lines in their order. */
export function createDigest() {
  const hash = createHash('sha256')
  return {
    add(line: string | Buffer): void {
      hash.update(line).update('\n')
    },
    /** Of the lines so far, in hex. */
    current: (): string => hash.copy().digest('hex'),
  }
}
