import { createHash } from 'node:crypto'
import type { RecordChange, RecordEngine, StoredRecord } from '../engines/engine.ts'
import { type HalfCopy, halfCopies, putHalfCopy, readHalfCopy, removeHalfCopy } from '../half-copy.ts'
import { createDigest, toLine } from './backup-format.ts'
import type { Database } from './database.ts'
import { copyDiffers, otherHalf, targetNotEmpty } from './errors.ts'

const sweepSize = 500

/** Where records come from. */
export interface Source {
  /** The file or database, for people. */
  readonly name: string
  /** Gives all records in an order that is always the same while they are. */
  readonly read: (
    take: (records: readonly StoredRecord[], total: number) => Promise<void>,
  ) => Promise<unknown>
}

interface Options {
  /** In ms since 1970. */
  readonly now: number
  /** Written in the last transaction. */
  readonly last?: readonly RecordChange[]
  /** Called with each record that is in the copy when it is verified. */
  readonly onRecord: (record: StoredRecord) => void
  readonly onCopied: (records: number, total: number) => void
  readonly onVerified: (records: number, total: number) => void
}

/** How a copy went on: from the first record, after those that were there, or from the first because the source had changed. */
export type Beginning = 'new' | 'continued' | 'over'

/**
 * Copies all records into an empty database and reads them there again. A copy that was broken off goes on where it was:
 * each page is written together with how far it is. Until it ends, no program opens that database.
 *
 * @returns how many records are there, and how it began.
 * @throws UserError if the database has other records, or doesn't hold in the end what was copied.
 */
export async function copyRecords(
  target: Database,
  source: Source,
  options: Options,
): Promise<{ readonly records: number; readonly beginning: Beginning }> {
  const found = await readHalfCopy(target.engine)
  const half = found ?? (await beginCopy(target, source.name, options.now))
  const wasEmpty = half.records === 0
  if (wasEmpty) await clearAll(target.engine)
  let beginning: Beginning = wasEmpty ? 'new' : 'continued'
  let copied = await copyFrom(target.engine, source, half, options)
  if (copied === undefined) {
    if (half.from !== source.name) throw otherHalf(target.name, half.from)
    const again = emptyHalf(source.name, options.now)
    await target.engine.write([putHalfCopy(again)])
    await clearAll(target.engine)
    beginning = 'over'
    copied = await copyFrom(target.engine, source, again, options)
  }
  const there = await sumIn(target.engine, options)
  if (copied === undefined || there.sum !== copied.sum || there.records !== copied.records)
    throw copyDiffers(target.name)
  await target.engine.write([...(options.last ?? []), removeHalfCopy()])
  return { records: there.records, beginning }
}

const emptyHalf = (from: string, now: number): HalfCopy => ({
  v: 1,
  from,
  at: now,
  records: 0,
  digest: createDigest().current(),
})

/** @throws UserError if the database has records that have not expired. */
async function beginCopy({ engine, name, kind }: Database, from: string, now: number): Promise<HalfCopy> {
  while ((await engine.sweepExpired(sweepSize)) > 0);
  if ((await engine.collections('')).length > 0) throw targetNotEmpty(name, kind)
  const half = emptyHalf(from, now)
  await engine.write([putHalfCopy(half)])
  return half
}

async function clearAll(engine: RecordEngine): Promise<void> {
  for (const collection of await engine.collections(''))
    if (collection !== halfCopies.name) await engine.clear(collection)
}

/**
 * Copies what is missing.
 *
 * @returns the sum of all records that the database should hold; `undefined`, and nothing is copied, if what it has is not
 *   from this source.
 */
async function copyFrom(
  engine: RecordEngine,
  { name, read }: Source,
  half: HalfCopy,
  { onCopied }: Options,
): Promise<Sum | undefined> {
  const [digest, sum] = [createDigest(), createSum()]
  let done = 0
  let isSame = half.records === 0

  async function take(page: readonly StoredRecord[], total: number): Promise<void> {
    const changes: RecordChange[] = []
    for (const record of page) {
      const line = toLine(record)
      digest.add(line)
      done += 1
      const isLeftOut = (record.expires ?? Infinity) <= half.at
      if (!isLeftOut) sum.add(line)
      if (done === half.records) isSame = digest.current() === half.digest
      if (done <= half.records || isLeftOut) continue
      if (!isSame) return
      const { collection, id, text, expires } = record
      changes.push({ key: { collection, id }, text, ...(expires !== undefined && { expires }) })
    }
    if (changes.length > 0)
      await engine.write([
        ...changes,
        putHalfCopy({ ...half, from: name, records: done, digest: digest.current() }),
      ])
    onCopied(done, total)
  }

  await read(take)
  return isSame ? sum.current() : undefined
}

/** Reads every record of the copy. */
async function sumIn(engine: RecordEngine, { onRecord, onVerified }: Options): Promise<Sum> {
  const sum = createSum()
  let done = 0
  await engine.readAll(async (page, total) => {
    for (const record of page) {
      done += 1
      if (record.collection === halfCopies.name) continue
      sum.add(toLine(record))
      onRecord(record)
    }
    onVerified(done, total)
  })
  return sum.current()
}

interface Sum {
  readonly records: number
  readonly sum: string
}

/** The same for the same records in whatever order: their SHA-256, each bit of which is added without carry. */
function createSum() {
  const sum = new BigUint64Array(4)
  let records = 0
  return {
    add(line: string): void {
      records += 1
      const digest = createHash('sha256').update(line).digest()
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0n) ^ digest.readBigUInt64LE(8 * at)
    },
    current: (): Sum => ({ records, sum: sum.join(' ') }),
  }
}
