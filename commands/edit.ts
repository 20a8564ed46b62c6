import { defineCommand } from '../src/bot/command.ts'
import { optional, text } from '../src/chat/option.ts'
import { maxTitleLength } from '../src/paper/clean-title.ts'
import { writeTime } from '../src/time/write-time.ts'
import { zoneFor } from './options/own-zone.ts'
import {
  closesOption,
  expectOption,
  noteOption,
  paperOption,
  requireRightTo,
  suggestPapers,
} from './options/poll.ts'
import { suggestClosing } from './options/suggest-times.ts'
import { faultsOption, leftOption, readFaults } from './options/understood.ts'

/** The fields that can be typed: the other fields stay as they are. */
const changeOptions = {
  title: optional(text('Title', maxTitleLength)),
  note: noteOption,
  closes: closesOption,
  expect: expectOption,
}

export default defineCommand({
  name: 'edit',
  summary: "Change a poll's title, note, closing time or who should vote",
  form: { title: 'Edit poll', submit: 'Continue' },
  needs: 'post',
  examples: ['edit', 'edit closes:fri 17:00', 'edit note:read section 3 first'],
  options: { paper: paperOption, ...changeOptions, left: leftOption, faults: faultsOption },
  naming: { opensForm: 'always' },
  answers: 'form',
  suggest: { paper: suggestPapers, closes: suggestClosing },
  requireMay: requireRightTo('run', 'edit this poll'),
  async run({ paper, title, note, closes, expect, left, faults }, context) {
    const { caller, polls } = context
    const { poll, expected } = await polls.findEditable(caller, await polls.resolve(caller, paper, 'edit'))
    const zone = await zoneFor(context)
    const changes = {
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
      ...(closes !== undefined && { closes }),
      ...(expect !== undefined && { expect: expect.join(',') }),
    }
    return {
      kind: 'asked',
      submit: { command: 'amend', args: { poll: poll.id } },
      ask: ['title', 'note', 'closes', 'expect'],
      values: {
        title: poll.paper.title,
        note: poll.note ?? '',
        closes:
          poll.closesAt === undefined
            ? 'never'
            : writeTime(poll.closesAt, poll.closesZone ?? (typeof zone === 'string' ? zone : 'UTC')),
        expect: expected.join(','),
        ...changes,
      },
      typed: { args: changes, left, faults: readFaults(faults) },
    }
  },
})
