import { defineCommand } from '../src/bot/command.ts'
import { hintsOf, optional, text } from '../src/chat/option.ts'
import { maxTitleLength } from '../src/paper/clean-title.ts'
import { writeTime } from '../src/time/write-time.ts'
import { understoodLine } from '../src/views/understood.ts'
import {
  closesOption,
  expectOption,
  noteOption,
  paperOption,
  requireRightTo,
  suggestPapers,
} from './options/poll.ts'
import { zoneFor } from './options/times.ts'
import { leftOption } from './options/understood.ts'

/** The fields that can be typed: the other fields stay as they are. */
const changeOptions = {
  title: optional(text('Title', maxTitleLength)),
  note: noteOption,
  closes: closesOption,
  expect: expectOption,
}

export default defineCommand({
  name: 'edit',
  summary: 'Change the title, note, closing time or expected voters of an open poll',
  form: { title: 'Edit poll', submit: 'Continue' },
  needs: 'post',
  examples: ['edit', 'edit closes:fri 17:00', 'edit note:read section 3 first'],
  options: { paper: paperOption, ...changeOptions, left: leftOption },
  naming: { opensForm: 'always' },
  answers: 'form',
  suggest: async (option, typed, context) =>
    option === 'paper' ? suggestPapers(option, typed, context) : [],
  requireMay: requireRightTo('run', 'edit a poll'),
  async run({ paper, title, note, closes, expect, left }, { caller, polls, settings }) {
    const { poll, expected } = await polls.findEditable(caller, await polls.resolve(caller, paper, 'edit'))
    const zone = await zoneFor({ caller, settings })
    const changes = {
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
      ...(closes !== undefined && { closes }),
      ...(expect !== undefined && { expect: expect.join(',') }),
    }
    const line = understoodLine(changes, hintsOf(changeOptions), left)
    return {
      kind: 'asked',
      ...(line !== '' && { intro: [line], isToCheck: true }),
      submit: { command: 'amend', args: { poll: poll.id } },
      ask: ['title', 'note', 'closes', 'expect'],
      values: {
        title: poll.paper.title,
        note: poll.note ?? '',
        closes: poll.closesAt === undefined ? 'never' : writeTime(poll.closesAt, poll.closesZone ?? zone),
        expect: expected.join(','),
        ...changes,
      },
    }
  },
})
