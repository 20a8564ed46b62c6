import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { importUndoneView, undoImportQuestion } from '../src/views/import-view.ts'
import { pollOption } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

/** Removes the polls that were imported together with one of them. */
export default defineCommand({
  name: 'undo-import',
  summary: 'Delete the polls of an import (asks first)',
  examples: [],
  options: { poll: pollOption, sure: sureOption },
  answers: 'caller',
  run: async ({ poll, sure }, { caller, polls }) =>
    sure === true
      ? show(importUndoneView(await polls.undoImport(caller, poll)))
      : show(undoImportQuestion(poll, await polls.readUndoable(caller, poll))),
})
