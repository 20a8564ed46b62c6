import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { file } from '../src/chat/option.ts'
import { fileName } from '../src/export/file-name.ts'
import { readImportFile } from '../src/export/read-import.ts'
import { figuresOfImport } from '../src/poll/poll-to-import.ts'
import { importQuestion } from '../src/views/import-view.ts'

/** Reads a file, and says what its import would do. Nothing is stored. */
export default defineCommand({
  name: 'read-import',
  summary: 'See what a file would add',
  form: { title: 'Import', submit: 'Read file' },
  examples: [],
  options: { file: file('File: CSV or an export of Cruxgrid') },
  answers: 'caller',
  requireMay: async ({ caller, polls }) => polls.requireImporting(caller),
  async run({ file: given }, { caller, polls, imports, preparedImports, openFile, now }) {
    polls.requireImporting(caller)
    const { read, here } = await imports.run(caller, async () => {
      const read = await readImportFile(openFile(given), now)
      polls.requireImporting(caller, read.isWhole)
      return { read, here: await polls.countHere(caller, read.polls) }
    })
    const id = read.polls.length > here ? preparedImports.keep(caller, read) : ''
    const faultFile = fileName('What can’t be imported', now, 'txt')
    const { polls: found, ...rest } = read
    const file = { ...rest, figures: figuresOfImport(found) }
    return show(importQuestion({ id, file, here, place: caller.place, faultFile }))
  },
})
