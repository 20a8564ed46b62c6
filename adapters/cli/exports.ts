import { readFile } from 'node:fs/promises'
import { type ReadExport, readExport } from '../../src/export/read-export.ts'

/** The polls of a file, or what is wrong with it, one line per fault. */
export const readExportFile = (file: string): Promise<ReadExport> =>
  readFile(file, 'utf8').then(readExport, (fault: Error) => ({ faults: [fault.message] }))

/** Ends with how it is used when the arguments make no sense; what went wrong stands before it. */
export async function runWithUsage(usage: string, main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : fault}\nUsage: ${usage}`)
    process.exitCode = 1
  }
}
