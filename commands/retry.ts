import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { retriedNote } from '../src/views/poll/acted-notes.ts'
import { pollOption } from './options/poll.ts'

/** Does again what couldn't be done after an act on a poll: the button of the note about it. */
export default defineCommand({
  name: 'retry',
  summary: 'Try again what failed',
  examples: [],
  options: { poll: pollOption },
  answers: 'caller',
  async run({ poll: id }, { caller, polls, acts, linkToPoll }) {
    const { poll } = await polls.readRights(caller, id)
    requireTakingPart(caller, 'do this')
    const place = await polls.placeOf(caller, id)
    const { left, parts } = await acts.retry(id)
    return show(retriedNote(poll, { place, from: caller.place, link: await linkToPoll(id), parts }, left))
  },
})
