import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { auditCsv } from '../src/export/audit-csv.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'
import { fileView } from '../src/views/file-view.ts'
import { auditView } from '../src/views/poll/audit-view.ts'

export default defineCommand({
  name: 'settings audit',
  summary: 'Who closed, changed, deleted or exported what here',
  form: { title: 'Audit log', submit: 'Show' },
  needs: 'manage',
  examples: ['settings audit', 'settings audit export'],
  options: { export: flag('Export: everything as a file') },
  answers: 'caller',
  requireMay: async ({ caller }) =>
    requirePermission(mayManage(caller), 'see the audit', 'a manager of this channel'),
  async run({ export: isFile }, { caller, audit, exports }) {
    if (isFile !== true) return show(auditView(await audit.read(caller)))
    const lines = await exports.run(caller, () => audit.read(caller))
    return show(fileView('cruxgrid-audit.csv', 'csv', auditCsv(lines)))
  },
})
