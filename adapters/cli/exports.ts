import { readFile } from 'node:fs/promises'
import { type ReadExport, readExport } from '../../src/export/read-export.ts'

/** The polls of a file, or its faults, one line each. */
export const readExportFile = (file: string): Promise<ReadExport> =>
  readFile(file, 'utf8').then(readExport, (fault: Error) => ({ faults: [fault.message] }))

/** Runs a command of the terminal. An error is printed with the usage, and the exit code is 1. */
export async function runWithUsage(usage: string, main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : fault}\nUsage: ${usage}`)
    process.exitCode = 1
  }
}
