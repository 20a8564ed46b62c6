import { parseArgs } from 'node:util'
import { reportJson } from '../../src/export/report-json.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { reportView } from '../../src/views/poll/result-view.ts'
import { readExportFile, runAsProcess, type Tool } from './tool.ts'
import { viewToText } from './view-to-text.ts'

const toText = (poll: Disclosure): string => `${viewToText(reportView(poll))}\n`
const toJson = (poll: Disclosure): string => JSON.stringify(reportJson(poll))

/** Prints the disagreement report of each exported poll; faults of a file go to standard error, one line each. */
export const report: Tool = {
  usage: 'npm run report -- <poll.json> [more.json …] [--json]',

  async run(args, { out, err }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new Error('Give at least one export file')
    let isFine = true
    for (const file of positionals) {
      const read = await readExportFile(file)
      if ('faults' in read) {
        for (const fault of read.faults) err(`${file}: ${fault}`)
        isFine = false
      } else {
        for (const poll of read.polls) out(values.json ? toJson(poll) : toText(poll))
      }
    }
    return isFine
  },
}

if (import.meta.main) await runAsProcess(report)
