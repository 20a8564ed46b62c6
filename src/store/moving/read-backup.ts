import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import type { StoredRecord } from '../engines/engine.ts'
import { AnyHead, BackupEnd, BackupHead, BackupRecord, backupVersion, createDigest } from './backup-format.ts'
import {
  backupDamaged,
  backupEmpty,
  backupTooNew,
  backupUnreadable,
  databaseNotBackup,
  notABackup,
} from './errors.ts'
import { createUnpacker, kindOf } from './packing.ts'
import { reasonOfSystem } from './system-fault.ts'

const pageSize = 500
/** No record is that long, in bytes: a file without line ends is not read into memory whole. */
const maxLineBytes = 64 * 1024 * 1024

const cut = 'ends in the middle'

/** @param share How much of the file is read, 0 … 1. */
type TakePage = (records: readonly StoredRecord[], share: number) => Promise<void>

/** The head of a whole backup, and its number of records. */
export interface Backup {
  readonly head: BackupHead
  readonly records: number
}

/**
 * Reads a backup from its first line to its last. Whether it is whole is known only when this resolves.
 *
 * @param take Called with one page of records after another, in the order of the file.
 * @throws UserError that names the file if it can't be read, is not a backup, of a newer version, damaged, or not whole.
 */
export async function readBackup(path: string, take: TakePage): Promise<Backup> {
  try {
    return await readLines(path, take)
  } catch (fault) {
    const reason = reasonOfSystem(fault)
    if (reason !== undefined) throw backupUnreadable(path, reason)
    const what = damageIn(fault)
    throw what === undefined ? fault : backupDamaged(path, what)
  }
}

async function readLines(path: string, take: TakePage): Promise<Backup> {
  await using file = await openFile(path)
  const digest = createDigest()
  let [head, end]: [BackupHead | undefined, BackupEnd | undefined] = [undefined, undefined]
  let [page, records]: [StoredRecord[], number] = [[], 0]
  for await (const { line, isEnded } of linesOf(file.chunks, path)) {
    if (end !== undefined) throw backupDamaged(path, 'goes on after its end')
    if (head === undefined) {
      head = parseHead(line, path)
    } else {
      const found = parseLine(line)
      if (found === undefined)
        throw backupDamaged(path, isEnded ? `can't be read in line ${records + 2}` : cut)
      if ('sha256' in found) {
        end = found
        continue
      }
      page.push(found)
      records += 1
    }
    digest.add(line)
    if (page.length < pageSize) continue
    await take(page, file.share())
    page = []
  }
  if (head === undefined || end === undefined) throw backupDamaged(path, cut)
  if (end.records !== records || end.sha256 !== digest.current())
    throw backupDamaged(path, 'is not what was written: its checksum is another')
  await take(page, 1)
  return { head, records }
}

/** The bytes of a backup, unpacked by what the file begins with, whatever its name. */
async function openFile(path: string) {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    const kind = kindOf(buffer.subarray(0, bytesRead))
    if (kind === 'empty') throw backupEmpty(path)
    if (kind === 'database') throw databaseNotBackup(path)
    const stream = handle.createReadStream({ start: 0, autoClose: false })
    const chunks: AsyncIterable<Buffer> = pipeline(stream, createUnpacker(kind), () => {})
    return {
      chunks,
      share: () => stream.bytesRead / size,
      [Symbol.asyncDispose]: async () => {
        stream.destroy()
        await handle.close()
      },
    }
  } catch (fault) {
    await handle.close()
    throw fault
  }
}

interface Line {
  /** Without its end. */
  readonly line: Buffer
  /** Whether it has one. */
  readonly isEnded: boolean
}

async function* linesOf(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<Line> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    let from = 0
    for (let to = chunk.indexOf('\n'); to >= 0; to = chunk.indexOf('\n', from)) {
      yield { line: Buffer.concat([...rest, chunk.subarray(from, to)]), isEnded: true }
      rest = []
      from = to + 1
    }
    rest.push(chunk.subarray(from))
    if (rest.reduce((sum, { length }) => sum + length, 0) > maxLineBytes) throw notABackup(path)
  }
  const line = Buffer.concat(rest)
  if (line.length > 0) yield { line, isEnded: false }
}

function parseHead(line: Buffer, path: string): BackupHead {
  const json = parseJson(line)
  const any = AnyHead.safeParse(json).data
  if (any === undefined) throw notABackup(path)
  if (any.version > backupVersion) throw backupTooNew(path, any.version, backupVersion)
  const head = BackupHead.safeParse(json).data
  if (head === undefined) throw backupDamaged(path, "can't be read in line 1")
  return head
}

/** A record, or the end; `undefined` if it is neither. */
function parseLine(line: Buffer): StoredRecord | BackupEnd | undefined {
  const json = parseJson(line)
  const record = BackupRecord.safeParse(json).data
  if (record === undefined) return BackupEnd.safeParse(json).data
  const { expires, ...rest } = record
  return expires === undefined ? rest : { ...rest, expires }
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    return undefined
  }
}

/** How a file is damaged that can't be unpacked; `undefined` if it is another fault. */
function damageIn(fault: unknown): string | undefined {
  if (!(fault instanceof Error && 'code' in fault && typeof fault.code === 'string')) return undefined
  if (fault.code === 'Z_BUF_ERROR') return cut
  return /^(?:Z_|ZSTD|ERR_ZLIB|ERR_ZSTD)/.test(fault.code) ? "can't be unpacked" : undefined
}
