import { once } from 'node:events'
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { StoredRecord } from '../engines/engine.ts'
import { type BackupHead, createDigest, toLine } from './backup-format.ts'
import { backupNotWritable } from './errors.ts'
import { createPacker } from './packing.ts'
import { reasonOfSystem } from './system-fault.ts'

interface Content {
  readonly head: BackupHead
  /** Writes all records. */
  readonly fill: (write: (records: readonly StoredRecord[]) => Promise<void>) => Promise<void>
  /** Called with the path of the written file before it gets its name. */
  readonly verify: (path: string) => Promise<void>
}

/**
 * Writes a backup under another name beside it, and gives it its own once it is on disk and verified: a file with that name
 * is whole.
 *
 * @throws UserError if it can't be written.
 */
export async function writeBackup(path: string, { head, fill, verify }: Content): Promise<void> {
  try {
    // It contains tokens.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const part = `${path}.part`
    try {
      await writeLines(part, path, head, fill)
      await verify(part)
      renameSync(part, path)
    } catch (fault) {
      rmSync(part, { force: true })
      throw fault
    }
  } catch (fault) {
    const reason = reasonOfSystem(fault)
    throw reason === undefined ? fault : backupNotWritable(path, reason)
  }
}

async function writeLines(
  part: string,
  path: string,
  head: BackupHead,
  fill: Content['fill'],
): Promise<void> {
  const packed = createPacker(path)
  const written = pipeline(packed, createWriteStream(part, { mode: 0o600, flush: true }))
  // It is awaited whenever there is no room, and at the end.
  written.catch(() => {})
  const digest = createDigest()
  let records = 0

  async function write(lines: readonly string[]): Promise<void> {
    for (const line of lines) digest.add(line)
    if (packed.destroyed) await written
    if (!packed.write(`${lines.join('\n')}\n`)) await Promise.race([once(packed, 'drain'), written])
  }

  try {
    await write([JSON.stringify(head)])
    await fill(async (page) => {
      records += page.length
      if (page.length > 0) await write(page.map(toLine))
    })
    packed.end(`${JSON.stringify({ records, sha256: digest.current() })}\n`)
    await written
  } catch (fault) {
    packed.destroy()
    await written.catch(() => {})
    throw fault
  }
}
