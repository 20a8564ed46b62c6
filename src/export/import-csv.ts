import { setImmediate } from 'node:timers/promises'
import { createCsvDecoder } from './csv-bytes.ts'
import type { CsvFault } from './import/csv-fault.ts'
import { type CsvImport, createCsvImport } from './import/csv-import.ts'
import type { CsvRecord } from './import/csv-records.ts'

/** The contents of a CSV file in numbers, and the places of its faults. */
interface CsvFigures {
  readonly polls: number
  readonly ballots: number
  readonly faults: readonly Pick<CsvFault, 'line' | 'column' | 'code'>[]
}

/**
 * The rows that are read, and the bytes that are divided, until other work goes on: those of the slowest rows take a few ms.
 */
const [rowsAtOnce, bytesAtOnce] = [16, 8192]

/** After every day that can be written: no clock is read. */
const anyDay = '9999-12-31'

/** Counts what a whole CSV file holds, days to come included; docs/memory.md 4. */
export function readCsv(text: string): CsvFigures {
  const file = createCsvImport(anyDay)
  for (const record of [...file.push(text), ...file.end()]) file.add(record)
  const { polls, exported, ballots, faults } = file.result()
  return { polls: polls.length + exported.length, ballots, faults: faults.map(toPlace) }
}

const toPlace = ({ line, column, code }: CsvFault): CsvFigures['faults'][number] => ({
  line,
  ...(column !== undefined && { column }),
  code,
})

/**
 * Reads a CSV file while everything else goes on; docs/memory.md 4. Rows that can't be used are among the faults.
 *
 * @param today In UTC, as `2026-03-01`.
 * @throws UserError if it isn't text in UTF-8, or is larger than 20 MB.
 */
export async function readCsvFile(chunks: AsyncIterable<Uint8Array>, today: string): Promise<CsvImport> {
  const file = createCsvImport(today)
  const decoder = createCsvDecoder()

  async function addAll(records: readonly CsvRecord[]): Promise<void> {
    for (const [i, record] of records.entries()) {
      file.add(record)
      if (i % rowsAtOnce === rowsAtOnce - 1) await setImmediate()
    }
    await setImmediate()
  }

  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += bytesAtOnce) {
      await addAll(file.push(decoder.push(chunk.subarray(at, at + bytesAtOnce))))
      if (file.isDone()) return file.result()
    }
  await addAll(file.push(decoder.end()))
  await addAll(file.end())
  return file.result()
}
