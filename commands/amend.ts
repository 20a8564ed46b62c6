import { z } from 'zod'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { copyHint, text } from '../src/chat/option.ts'
import { maxTitleLength, plainTitle } from '../src/paper/clean-title.ts'
import { savedNote } from '../src/views/poll/acted-notes.ts'
import { findInvitees } from './options/invitees.ts'
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
    const { caller, polls, acts, now } = context
    const zone = await zoneFor(context)
    const end = readEnd({ option: 'closes', words: closes, zone, now })
    const [{ poll: before }, place] = [
      await polls.readRights(caller, poll),
      await polls.placeOf(caller, poll),
    ]
    const { people, audiences } = await findInvitees(context, expect)
    const moment = end && closingAt(end)
    const isMoved = moment?.closesAt !== before.closesAt
    const { done: amended, parts } = await acts.perform(place, isMoved ? ['announcement'] : [], () =>
      polls.amend(caller, poll, {
        title,
        expected: people,
        audiences,
        ...(note !== undefined && { note }),
        ...moment,
      }),
    )
    const closing = end === undefined ? undefined : [confirmMoment(end, closes, now)].flat()
    return show(savedNote(amended, closing, isMoved ? { place, from: caller.place, parts } : undefined))
  },
})
