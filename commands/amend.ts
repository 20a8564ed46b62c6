import { z } from 'zod'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { copyHint, text } from '../src/chat/option.ts'
import { maxTitleLength, plainTitle } from '../src/paper/clean-title.ts'
import { noteView } from '../src/views/note-view.ts'
import { zoneFor } from './options/own-zone.ts'
import { closesOption, expectOption, noteOption, pollOption } from './options/poll.ts'
import { suggestClosing } from './options/suggest-times.ts'
import { closingAt, confirmMoment, readEnd } from './options/times.ts'

/** Stores the edit form as a whole: a field that is empty is removed from the poll. */
export default defineCommand({
  name: 'amend',
  summary: 'Save changes to a poll',
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
  suggest: { closes: suggestClosing },
  async run({ poll, title, note, closes = 'never', expect = [] }, context) {
    const { caller, polls, now } = context
    const zone = await zoneFor(context)
    const end = readEnd({ option: 'closes', words: closes, zone, now })
    const { paper } = await polls.amend(caller, poll, {
      title,
      expected: expect,
      ...(note !== undefined && { note }),
      ...(end !== undefined && closingAt(end)),
    })
    const changed = `Saved. The poll on “${paper.title}” now shows your changes.`
    if (end === undefined) return show(noteView(changed))
    const closing = [`${changed} It closes `, confirmMoment(end, closes, now), '.'].flat()
    return show({ summary: changed, parts: [{ kind: 'text', text: closing }] })
  },
})
