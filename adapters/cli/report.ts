import { parseArgs } from 'node:util'
import { reportJson } from '../../src/export/report-json.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { sharedView } from '../../src/views/poll/result-view.ts'
import { readExportFile, withUsage } from './exports.ts'
import { viewWords } from './view-words.ts'

const asText = (poll: Disclosure): string => `${viewWords(sharedView(poll))}\n`
const asJson = (poll: Disclosure): string => JSON.stringify(reportJson(poll))

/** Prints the disagreement report of each export; what doesn't fit goes to standard error, a line per fault. */
await withUsage('npm run report -- <poll.json> [more.json …] [--json]', async () => {
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
      for (const poll of read.polls) console.log(values.json ? asJson(poll) : asText(poll))
    }
  }
})
