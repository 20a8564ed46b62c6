import { parseArgs } from 'node:util'
import { reportJson } from '../../src/export/report-json.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { sharedView } from '../../src/views/poll/result-view.ts'
import { readExportFile, runWithUsage } from './exports.ts'
import { viewToText } from './view-to-text.ts'

const toText = (poll: Disclosure): string => `${viewToText(sharedView(poll))}\n`
const toJson = (poll: Disclosure): string => JSON.stringify(reportJson(poll))

/** Prints the disagreement report of each exported poll; faults of a file go to standard error, one line each. */
await runWithUsage('npm run report -- <poll.json> [more.json …] [--json]', async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (positionals.length === 0) throw new Error('No file was named')
  for (const file of positionals) {
    const read = await readExportFile(file)
    if ('faults' in read) {
      for (const fault of read.faults) console.error(`${file}: ${fault}`)
      process.exitCode = 1
    } else {
      for (const poll of read.polls) console.log(values.json ? toJson(poll) : toText(poll))
    }
  }
})
