import { existsSync } from 'node:fs'
import { counted } from '../../src/chat/text.ts'
import { readConfig } from '../../src/config.ts'
import { createRecount } from '../../src/poll/recount-records.ts'
import { nameOfUrl } from '../../src/store/engines/server-url.ts'
import { keyFileOf } from '../../src/store/key-file.ts'
import { restore } from '../../src/store/moving/restore.ts'
import { wrappedKeys } from '../../src/store/wrapped-keys.ts'
import { toBeginningLines, toRecountLine } from './copied.ts'
import { showProgress } from './show-progress.ts'
import { runAsProcess, type Tool } from './tool.ts'

/** Copies a backup into the database, which has to be empty. @param now In ms since 1970. */
export const createRestore = (env: NodeJS.ProcessEnv, now: () => number): Tool => ({
  usage: 'npm run restore -- <file>',

  async run(args, terminal) {
    const [file] = args
    if (file === undefined || args.length > 1) throw new Error('Give one file name')
    const { DATABASE_URL: url, KEY_FILE: keyFile = keyFileOf(url) } = readConfig(env)
    const recount = createRecount()
    let sessions = 0
    let hasKeys = false
    const { progress, end } = showProgress(terminal)
    const { head, records, beginning } = await restore(file, url, {
      now: now(),
      warn: terminal.err,
      progress,
      onRecord(record) {
        recount.add(record)
        if (record.collection === 'web-session') sessions += 1
        hasKeys ||= record.collection === wrappedKeys.name
      },
    }).finally(end)
    const { out } = terminal
    out(`${nameOfUrl(url)}: ${counted(records, 'record')} of ${file}.`)
    for (const line of toBeginningLines(beginning, file)) out(line)
    out(toRecountLine(recount.result()))
    const made = `${head.made.slice(0, 16).replace('T', ' ')} UTC`
    if (head.redacted) {
      out('It has no names, words, tokens and messages: look at it, but don’t start a bot with it.')
      return true
    }
    out(
      `It is as it was at ${made}. Votes since then are not in it, and what people deleted since then is back.`,
    )
    out('Ask those who have used forget-me since then to use it again.')
    out(
      hasKeys
        ? 'The keys of anonymous polls are in it, wrapped with the ANONYMITY_KEY of that time: start with that one.'
        : `The keys of anonymous polls are not in it. They belong in ${keyFile}: without them, these polls are closed and sealed at the start.`,
    )
    out(
      'For a week, before anything is posted on Discord or Slack, Cruxgrid looks whether it is there already.',
    )
    if (sessions > 0)
      out(
        'Sessions of the playground that have ended since then may be valid again. A new WEB_SECRET ends them.',
      )
    if (Date.parse(head.keepUntil) < now())
      out(`The backup should have been deleted on ${head.keepUntil.slice(0, 10)}. Delete it now.`)
    return true
  },
})

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  await runAsProcess(createRestore(process.env, Date.now))
}
