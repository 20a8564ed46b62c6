import { z } from 'zod'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { copyHint, text } from '../src/chat/option.ts'
import { maxTitleLength, plainTitle } from '../src/paper/clean-title.ts'
import { noteView } from '../src/views/note-view.ts'
import { closesOption, expectOption, noteOption, pollOption } from './options/poll.ts'
import { confirmMoment, readEnd, zoneFor } from './options/times.ts'

/** Stores the edit form as a whole: a field that is empty is removed from the poll. */
export default defineCommand({
  name: 'amend',
  summary: 'Record an edit',
  form: { title: 'Edit poll', submit: 'Save' },
  examples: [],
  options: {
    poll: pollOption,
    title: copyHint(
      text('Title', maxTitleLength),
      z.string().max(maxTitleLength).overwrite(plainTitle).min(1),
    ),
    note: noteOption,
    closes: closesOption,
    expect: expectOption,
  },
  answers: 'caller',
  async run({ poll, title, note, closes = 'never', expect = [] }, { caller, polls, settings, now }) {
    const zone = await zoneFor({ caller, settings })
    const end = readEnd({ option: 'closes', words: closes, zone, now })
    const { paper } = await polls.amend(caller, poll, {
      title,
      expected: expect,
      ...(note !== undefined && { note }),
      ...(end !== undefined && { closesAt: Date.parse(end.at), closesZone: end.zone }),
    })
    const closing = end === undefined ? '' : ` It closes ${confirmMoment(end, closes, now)}.`
    return show(noteView(`The poll on “${paper.title}” is changed.${closing}`))
  },
})
