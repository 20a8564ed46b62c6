import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import { readingListView } from '../src/views/reading/reading-list-view.ts'
import { groupOption, requireMayInSome, suggestEntries } from './options/group.ts'
import { noSuchPosition } from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading order',
  summary: 'Move a paper up or down the reading list',
  form: { title: 'Move a paper', submit: 'Move' },
  needs: 'take-part',
  examples: ['reading order 2312.06942 1'],
  options: {
    paper: typed(text('Paper: which one to move', maxPaperWords), { as: 'paper', isFirst: true }),
    position: typed(text('Position: 1 is read next', 3), { as: 'number' }),
    page: typed(optional(text('Page', 4)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { paper: suggestEntries, group: suggestGroups },
  requireMay: requireMayInSome('change the order of the list', mayOrganise),
  async run({ paper, position, page, group: groupName }, { caller, now, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    groups.requireMayOrder(actor, group)
    const place = Number(position)
    if (!Number.isInteger(place) || place < 1) throw noSuchPosition()
    const moved = await groups.moveInList(actor, group, requireEntry(group, paper), place)
    return show(
      readingListView(
        { group: moved, actor },
        { isMine: false, page: Math.max(1, Number(page) || 1), mayPostBoard: false, now },
      ),
    )
  },
})
