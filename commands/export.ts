import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import type { Caller } from '../src/chat/caller.ts'
import { choice, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { fileName } from '../src/export/file-name.ts'
import { pollCsv, pollRows } from '../src/export/poll-csv.ts'
import { pollJson, pollLine } from '../src/export/poll-json.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import type { Disclosure } from '../src/poll/disclose.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'
import { exportQuestion } from '../src/views/confirm/export-question.ts'
import { fileView } from '../src/views/file-view.ts'
import { otherPolls } from '../src/views/poll/other-polls.ts'
import { onlyAtlasPictured } from './options/errors.ts'
import { exportAtlas } from './options/export-atlas.ts'
import { suggestPapers } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

const formats = { json: 'JSON', csv: 'CSV', svg: 'SVG', png: 'PNG' }

export default defineCommand({
  name: 'export',
  summary: 'Download a poll as a file (only visible to you)',
  form: { title: 'Export', submit: 'Download' },
  examples: ['export json', 'export csv', 'export csv all', 'export atlas csv'],
  options: {
    paper: typed(optional(text('Paper, “atlas”, or “all” (managers only)', maxPaperWords)), {
      as: 'paper',
      isFirst: true,
    }),
    format: typed(
      ifEmpty(optional(choice('Format: json or csv; of the atlas svg or png, too', formats)), 'JSON'),
      {
        spellings: { csv: ['excel', 'spreadsheet'] },
      },
    ),
    sure: sureOption,
  },
  answers: 'caller',
  suggest: { paper: suggestPapers },
  async requireMay({ caller }, { paper }) {
    if (isAll(paper)) requireManager(caller)
  },
  async run({ paper, format = 'json', sure }, context) {
    const { caller, polls, exports, learnNames, now } = context
    if (paper?.toLowerCase() === 'atlas') return show(await exportAtlas(context, format))
    if (format === 'svg' || format === 'png') throw onlyAtlasPictured()
    if (!isAll(paper)) {
      const { id, others } = await polls.resolveToRead(caller, paper)
      await learnNames?.(await polls.peopleToExport(caller, id))
      const poll = await exports.run(caller, () => polls.readToExport(caller, id, format))
      const content = format === 'json' ? pollJson(poll) : pollCsv([pollRows(poll)])
      const file = fileView(fileName(poll.paper.title, now, format), format, content)
      const more = otherPolls(others, (paper) => ({ command: 'export', args: { paper, format } }), now)
      return show({ ...file, parts: [...file.parts, ...more] })
    }
    requireManager(caller)
    if (sure !== true) return show(exportQuestion(await polls.countManaged(caller), format))
    await learnNames?.(await polls.peopleManaged(caller))
    const row: (poll: Disclosure) => string = format === 'json' ? pollLine : pollRows
    const rows = await exports.run(caller, async () => {
      const rows: string[] = []
      for await (const poll of polls.exportManaged(caller, format)) rows.push(row(poll))
      return rows
    })
    const content = format === 'json' ? rows.join('') : pollCsv(rows)
    return show(fileView(fileName('All polls', now, format === 'json' ? 'jsonl' : 'csv'), format, content))
  },
})

const isAll = (paper: string | undefined): boolean => paper?.toLowerCase() === 'all'

const requireManager = (caller: Caller): void =>
  requirePermission(mayManage(caller), 'export all polls', 'a manager of this channel')
