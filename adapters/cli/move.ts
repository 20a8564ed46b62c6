import { existsSync } from 'node:fs'
import { counted } from '../../src/chat/text.ts'
import { readConfig } from '../../src/config.ts'
import { createRecount } from '../../src/poll/recount-records.ts'
import { pathOf } from '../../src/store/engines/server-url.ts'
import { keyFileOf } from '../../src/store/key-file.ts'
import { move } from '../../src/store/moving/move.ts'
import { wrappedKeys } from '../../src/store/wrapped-keys.ts'
import { toBeginningLines, toRecountLine } from './copied.ts'
import { showProgress } from './show-progress.ts'
import { runAsProcess, type Tool } from './tool.ts'

/** Copies one database into another, which has to be empty. @param now In ms since 1970. */
export const createMove = (env: NodeJS.ProcessEnv, now: () => number): Tool => ({
  usage:
    'npm run move -- <from> <to>, for example npm run move -- sqlite:data/cruxgrid.db postgres://bot:secret@localhost/cruxgrid',

  async run(args, terminal) {
    const [from, to] = args
    if (from === undefined || to === undefined || args.length > 2) throw new Error('Give two addresses')
    const { KEY_FILE: keyFile } = readConfig(env)
    const recount = createRecount()
    let hasKeys = false
    const { progress, end } = showProgress(terminal)
    const moved = await move(from, to, {
      now: now(),
      warn: terminal.err,
      progress,
      onRecord(record) {
        recount.add(record)
        hasKeys ||= record.collection === wrappedKeys.name
      },
    }).finally(end)
    const { out } = terminal
    out(`${moved.to}: ${counted(moved.records, 'record')} of ${moved.from}.`)
    for (const line of toBeginningLines(moved.beginning, moved.from)) out(line)
    out(toRecountLine(recount.result()))
    out(
      `Set DATABASE_URL to the new address and start Cruxgrid. Votes that ${moved.from} gets from now on are not in ${moved.to}.`,
    )
    out(hasKeys ? wrappedKeysMoved : toKeysLine(keyFile ?? keyFileOf(from), keyFile ?? keyFileOf(to), to))
    return true
  },
})

const wrappedKeysMoved =
  'The keys of anonymous polls have moved too, wrapped with ANONYMITY_KEY: start with the same one.'

/** Where the key file of a database has to be for the database that it was moved to. */
function toKeysLine(before: string, after: string, to: string): string {
  const without = 'without it, anonymous polls are closed and sealed at the start.'
  if (pathOf(to) === undefined)
    return `Start first with ANONYMITY_KEY set, where KEY_FILE names the key file ${before}: its keys move into the database; ${without}`
  return before === after
    ? `The keys of anonymous polls stay in ${after}.`
    : `Move the key file ${before} to ${after}, or set KEY_FILE to it: ${without}`
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  await runAsProcess(createMove(process.env, Date.now))
}
