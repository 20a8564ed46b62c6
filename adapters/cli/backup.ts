import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { counted } from '../../src/chat/text.ts'
import { readConfig } from '../../src/config.ts'
import { createRedactor } from '../../src/export/redact/redact-record.ts'
import { createRecount } from '../../src/poll/recount-records.ts'
import { backUp } from '../../src/store/moving/back-up.ts'
import { wrappedKeys } from '../../src/store/wrapped-keys.ts'
import { toRecountLine } from './copied.ts'
import { showProgress } from './show-progress.ts'
import { runAsProcess, type Tool } from './tool.ts'

/** Writes what the database holds to a file, also while Cruxgrid is running. @param now In ms since 1970. */
export const createBackup = (env: NodeJS.ProcessEnv, now: () => number): Tool => ({
  usage: 'npm run backup -- <new file, for example backup.jsonl.zst> [--redacted]',

  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { redacted: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new Error('Give one file name')
    const isRedacted = values.redacted === true
    const { DATABASE_URL: url } = readConfig(env)
    const recount = createRecount()
    let hasKeys = false
    const { progress, end } = showProgress(terminal)
    const { keepUntil, records } = await backUp(url, file, {
      now: now(),
      warn: terminal.err,
      progress,
      onRecord(record) {
        recount.add(record)
        hasKeys ||= record.collection === wrappedKeys.name
      },
      ...(isRedacted && { toCopied: createRedactor() }),
    }).finally(end)
    const { out } = terminal
    const without = isRedacted ? ', without names, words, tokens and messages' : ''
    out(`${file}: ${counted(records, 'record')}${without}.`)
    out(toRecountLine(recount.result()))
    const until = keepUntil.slice(0, 10)
    out(`Keep it until ${until}, then delete it. What people delete from now on is still in it.`)
    if (!isRedacted)
      out(
        hasKeys
          ? 'The keys of anonymous polls are in it, wrapped. Together with ANONYMITY_KEY, it shows who voted what. Keep the two apart.'
          : 'The keys of anonymous polls are not in it. Together with the key file of the same time, it shows who voted what. Keep the two apart.',
      )
    return true
  },
})

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  await runAsProcess(createBackup(process.env, Date.now))
}
