import { createBackup } from '../../adapters/cli/backup.ts'
import { createMove } from '../../adapters/cli/move.ts'
import { createRestore } from '../../adapters/cli/restore.ts'
import { runTool, type Tool } from '../../adapters/cli/tool.ts'

/** When backups are made and restored in tests. */
export const now = Date.parse('2026-11-29T12:00:00Z')

/** What a command wrote, with lines joined, and its exit code. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(tool: Tool, args: readonly string[], overwrite?: (line: string) => void): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const code = await runTool(tool, args, { ...terminal, ...(overwrite !== undefined && { overwrite }) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** `npm run backup` of a database. @param args The file, and options. */
export const backUp = (url: string, ...args: readonly string[]): Promise<Ran> =>
  run(
    createBackup({ DATABASE_URL: url }, () => now),
    args,
  )

/** `npm run restore` into a database. @param at In ms since 1970. */
export const restore = (url: string, file: string, at = now): Promise<Ran> =>
  run(
    createRestore({ DATABASE_URL: url }, () => at),
    [file],
  )

/** `npm run move`. @param overwrite Takes what a terminal shows in one line. */
export const move = (from: string, to: string, overwrite?: (line: string) => void): Promise<Ran> =>
  run(
    createMove({}, () => now),
    [from, to],
    overwrite,
  )
