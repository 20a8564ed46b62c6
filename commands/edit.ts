import { defineCommand } from '../src/bot/command.ts'
import { writeTime } from '../src/time/write-time.ts'
import { paperOption, requireRightTo, suggestPapers } from './options/poll.ts'
import { zoneFor } from './options/times.ts'

export default defineCommand({
  name: 'edit',
  summary: 'Change the title, note, closing time or expected voters of an open poll',
  needs: 'post',
  examples: ['edit'],
  options: { paper: paperOption },
  answers: 'form',
  suggest: suggestPapers,
  requireMay: requireRightTo('run', 'edit a poll'),
  async run({ paper }, { caller, polls, settings }) {
    const { poll, expected } = await polls.findEditable(caller, await polls.resolve(caller, paper))
    const zone = await zoneFor({ caller, settings })
    return {
      kind: 'asked',
      title: 'Edit the poll',
      submit: { command: 'amend', args: { poll: poll.id } },
      ask: ['title', 'note', 'closes', 'expect'],
      values: {
        title: poll.paper.title,
        note: poll.note ?? '',
        closes: poll.closesAt === undefined ? 'never' : writeTime(poll.closesAt, poll.closesZone ?? zone),
        expect: expected.join(','),
      },
    }
  },
})
