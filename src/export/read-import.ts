import type { PollToImport } from '../poll/poll-to-import.ts'
import { createBreaks } from '../time/breaks.ts'
import { todayIn } from '../time/when.ts'
import { createCsvDecoder } from './csv-bytes.ts'
import { faultLine } from './csv-fault-words.ts'
import { missingColumns } from './errors.ts'
import { readExportedRows } from './exported-csv.ts'
import { type CsvImport, maxRows } from './import/csv-import.ts'
import { toPollToImport } from './import/csv-polls.ts'
import { maxPapers } from './import/imported-polls.ts'
import { createJsonValues, type JsonValue } from './import/json-values.ts'
import { readCsvFile } from './import-csv.ts'
import { readLine } from './json-import.ts'

/** A file that can be imported, before any of it is stored. */
export interface ReadImport {
  /** Rows of a CSV file, or lines of an export, with those that can't be used. */
  readonly rows: number
  readonly isCsv: boolean
  readonly polls: readonly PollToImport[]
  /** The faults of rows, one line each, in their order. */
  readonly faults: readonly string[]
  /** Rows that can't be used. */
  readonly unusable: number
  /** Polls that were open, of which no vote is known. */
  readonly hidden: number
  /** Reading groups and seasons, which stay out. */
  readonly groups: number
  /** Whether it is an export of many polls, by its first line. */
  readonly isWhole: boolean
  /** The size of the file. */
  readonly bytes: number
}

/** The bytes that are divided until other work may go on. */
const bytesAtOnce = 65_536

/**
 * Reads a file of votes or of polls while everything else goes on: CSV, or exports of polls.
 *
 * @param now In ms since 1970.
 * @throws UserError if it isn't text in UTF-8, is larger than 20 MB, or has no columns that we know.
 */
export async function readImportFile(chunks: AsyncIterable<Uint8Array>, now: number): Promise<ReadImport> {
  let bytes = 0
  async function* countBytes(): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length
      yield chunk
    }
  }
  const { start, rest } = await takeStart(countBytes())
  const all = joinChunks(start, rest)
  const isJson = new TextDecoder().decode(start).trimStart().startsWith('{')
  const read = isJson
    ? await readJsonFile(all, now)
    : await toReadImport(await readCsvFile(all, todayIn('UTC', now)), now)
  return { ...read, bytes }
}

type ReadContent = Omit<ReadImport, 'bytes'>

/** Takes pieces of a file until one of them says something. */
async function takeStart(chunks: AsyncIterable<Uint8Array>) {
  const rest = chunks[Symbol.asyncIterator]()
  let start = new Uint8Array()
  while (start.length < bytesAtOnce) {
    const { done, value } = await rest.next()
    if (done === true) break
    start = Buffer.concat([start, value])
    if (value.some((byte) => byte > 0x20)) break
  }
  return { start, rest }
}

async function* joinChunks(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield start
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function toReadImport({ rows, polls, exported, faults }: CsvImport, now: number): Promise<ReadContent> {
  const missing = faults.flatMap(({ code, column }) => (code === 'no-such-column' ? (column ?? []) : []))
  if (rows === 0 && missing.length > 0) throw missingColumns(missing)
  const takeBreak = createBreaks()
  const read: PollToImport[] = []
  for (const poll of polls) {
    read.push(toPollToImport(poll, now))
    await takeBreak()
  }
  const wrong: string[] = []
  let unusable = new Set(faults.map(({ line }) => line)).size
  for (const one of exported) {
    const found = readExportedRows(one, now)
    if ('poll' in found) read.push(found.poll)
    else {
      wrong.push(...found.faults)
      unusable += found.unusable
    }
    await takeBreak()
  }
  return {
    ...{ rows, isCsv: true, polls: read, faults: [...faults.map(faultLine), ...wrong], unusable },
    ...{ hidden: 0, groups: 0, isWhole: false },
  }
}

async function readJsonFile(chunks: AsyncIterable<Uint8Array>, now: number): Promise<ReadContent> {
  const file = createJsonImport(now)
  const [decoder, values, takeBreak] = [createCsvDecoder(), createJsonValues(), createBreaks()]
  async function addAll(found: readonly JsonValue[]): Promise<void> {
    for (const value of found) {
      file.add(value)
      await takeBreak()
    }
    await takeBreak()
  }
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += bytesAtOnce) {
      await addAll(values.push(decoder.push(chunk.subarray(at, at + bytesAtOnce))))
      if (file.isDone()) return file.result()
    }
  await addAll(values.push(decoder.end()))
  await addAll(values.end())
  return file.result()
}

/** Collects the lines of exports. */
function createJsonImport(now: number) {
  const polls = new Map<string, PollToImport>()
  const papers = new Set<string>()
  const faults: string[] = []
  let [rows, unusable, hidden, groups, isWhole] = [0, 0, 0, 0, false]

  function fail(line: number, ...words: readonly string[]): void {
    unusable += 1
    faults.push(...words.map((one) => `line ${line}: ${one}`))
  }

  function addPoll(line: number, poll: PollToImport): void {
    const { original = '', paper } = poll
    if (polls.has(original)) fail(line, 'the same poll as in an earlier line')
    else if (!papers.has(paper.id) && papers.size >= maxPapers)
      fail(line, `more than ${maxPapers.toLocaleString('en-GB')} papers in one file`)
    else {
      polls.set(original, poll)
      papers.add(paper.id)
    }
  }

  function addLine(line: number, text: string): void {
    const read = readLine(text, now)
    if (read.kind === 'poll') addPoll(line, read.poll)
    else if (read.kind === 'faults') fail(line, ...read.faults)
    else if (read.kind === 'hidden') hidden += 1
    else if (read.kind === 'group') groups += 1
    else {
      isWhole = true
      rows -= 1
    }
  }

  return {
    add({ line, text }: JsonValue): void {
      if (rows > maxRows) return
      rows += 1
      if (rows > maxRows)
        fail(
          line,
          `more than ${maxRows.toLocaleString('en-GB')} lines in one file; this one and all after it are left out`,
        )
      else if (text === undefined) fail(line, 'too long')
      else addLine(line, text)
    },
    isDone: (): boolean => rows > maxRows,
    result: (): ReadContent => ({
      ...{ rows: Math.min(rows, maxRows), isCsv: false, polls: [...polls.values()], faults },
      ...{ unusable, hidden, groups, isWhole },
    }),
  }
}
