import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional, text } from '../src/chat/option.ts'
import { withoutNames } from '../src/poll/anonymous-import.ts'
import { importedView } from '../src/views/import-view.ts'

/** Stores the polls of a file that was read. */
export default defineCommand({
  name: 'run-import',
  summary: 'Add the polls of a file',
  examples: [],
  options: {
    file: text('File that was read', 20),
    names: optional(choice('Names', { no: 'Without names' })),
  },
  answers: 'caller',
  async run({ file, names }, { caller, polls, preparedImports }) {
    polls.requireImporting(caller)
    const read = preparedImports.take(caller, file)
    polls.requireImporting(caller, read.isWhole)
    const found = names === 'no' ? read.polls.map(withoutNames) : read.polls
    return show(importedView(await polls.importPolls(caller, found)))
  },
})
