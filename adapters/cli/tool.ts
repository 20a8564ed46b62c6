import { readFile } from 'node:fs/promises'
import { UserError } from '../../src/chat/user-error.ts'
import { type ReadExport, readExport } from '../../src/export/read-export.ts'

/** Where a command of the terminal writes: a line each time. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** Writes over the line that it wrote before; absent where lines stay, as in a file. */
  readonly overwrite?: (line: string) => void
}

/** A command of the terminal. */
export interface Tool {
  readonly usage: string
  /** @returns whether everything went well. A throw is printed, with the usage unless it says what to do. */
  run(args: readonly string[], terminal: Terminal): Promise<boolean>
}

/** Runs a command of the terminal. @returns its exit code, 0 or 1. */
export async function runTool({ usage, run }: Tool, args: readonly string[], terminal: Terminal) {
  try {
    return (await run(args, terminal)) ? 0 : 1
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    terminal.err(fault instanceof UserError ? message : `${message}\nUsage: ${usage}`)
    return 1
  }
}

/** Runs a command of the terminal as this process. */
export async function runAsProcess(tool: Tool): Promise<void> {
  const terminal: Terminal = {
    out: console.log,
    err: console.error,
    ...(process.stderr.isTTY && {
      // To the beginning of the line, and what was in it away.
      overwrite: (line: string) => process.stderr.write(`\r\u001B[K${line}`),
    }),
  }
  process.exitCode = await runTool(tool, process.argv.slice(2), terminal)
}

/** The polls of a file, or its faults, one line each. */
export const readExportFile = (file: string): Promise<ReadExport> =>
  readFile(file, 'utf8').then(readExport, (fault: Error) => ({ faults: [fault.message] }))
