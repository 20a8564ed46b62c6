import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import type { Caller } from '../src/chat/caller.ts'
import { choice, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { fileName } from '../src/export/file-name.ts'
import { groupLine, headerLine, seasonLines } from '../src/export/group-json.ts'
import { pollCsv, pollRows } from '../src/export/poll-csv.ts'
import { exportedId, pollJson, pollLine } from '../src/export/poll-json.ts'
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
    const found = await exports.run(caller, async () => {
      const found: { openedAt: number; id: string; row: string }[] = []
      for await (const poll of polls.exportManaged(caller, format))
        found.push({ openedAt: poll.openedAt, id: exportedId(poll), row: row(poll) })
      return found
    })
    // In the same order wherever they were imported to.
    const rows = found
      .toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
      .map(({ row }) => row)
    const content = format === 'json' ? await jsonLines(context, rows) : pollCsv(rows)
    return show(fileView(fileName('All polls', now, format === 'json' ? 'jsonl' : 'csv'), format, content))
  },
})

/** The polls, and the groups and seasons of the conversations that the caller manages, below a line that counts them. */
async function jsonLines({ caller, reading, now }: Context, polls: readonly string[]): Promise<string> {
  const seen = await reading.groups.listInSpace(caller)
  const groups = seen.filter(({ actor }) => mayManage(actor)).map(({ group }) => group)
  const seasons: string[] = []
  for (const group of groups) seasons.push(...seasonLines(group, await reading.groups.history(group)))
  const header = headerLine(now, polls.length, groups.length, seasons.length)
  return [header, ...polls, ...groups.map(groupLine), ...seasons].join('')
}

const isAll = (paper: string | undefined): boolean => paper?.toLowerCase() === 'all'

const requireManager = (caller: Caller): void =>
  requirePermission(mayManage(caller), 'export all polls', 'a manager of this channel')
