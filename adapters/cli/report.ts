import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readExport } from '../../src/export/read-export.ts'
import { reportJson } from '../../src/export/report-json.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { sharedView } from '../../src/views/result-view.ts'
import { viewWords } from './view-words.ts'

const usage = 'npm run report -- <poll.json> [more.json …] [--json]'

/** Prints the disagreement report of each export; what doesn't fit goes to standard error, a line per fault. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (positionals.length === 0) throw new Error('No file was named')
  const write = values.json ? (poll: Disclosure) => JSON.stringify(reportJson(poll)) : asText
  for (const file of positionals) {
    const faults = await report(file, write)
    for (const fault of faults) console.error(`${file}: ${fault}`)
    if (faults.length > 0) process.exitCode = 1
  }
}

async function report(file: string, write: (poll: Disclosure) => string): Promise<readonly string[]> {
  const read = await readFile(file, 'utf8').then(readExport, (fault: Error) => ({ faults: [fault.message] }))
  if ('faults' in read) return read.faults
  for (const poll of read.polls) console.log(write(poll))
  return []
}

const asText = (poll: Disclosure): string => `${viewWords(sharedView(poll))}\n`

try {
  await main()
} catch (fault) {
  console.error(`${fault instanceof Error ? fault.message : fault}\nUsage: ${usage}`)
  process.exitCode = 1
}
