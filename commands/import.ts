import { defineCommand } from '../src/bot/command.ts'
import { fileNote } from '../src/views/import-view.ts'
import { leftOption } from './options/understood.ts'

export default defineCommand({
  name: 'import',
  summary: 'Add earlier polls from a file (shows first what it would add)',
  needs: 'manage',
  examples: ['import'],
  options: { left: leftOption },
  naming: { opensForm: 'always' },
  answers: 'form',
  async run({ left }, { caller, polls }) {
    polls.requireImporting(caller)
    return {
      kind: 'asked',
      submit: { command: 'read-import', args: {} },
      ask: ['file'],
      values: {},
      notes: { file: fileNote },
      typed: { args: {}, left },
    }
  },
})
