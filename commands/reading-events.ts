import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { eventsAnsweredView } from '../src/views/session-note-view.ts'
import { groupOption } from './options/group.ts'

/** Answers whether events are made that people outside the group's channel see. */
export default defineCommand({
  name: 'reading events',
  summary: 'Make events for sessions',
  examples: [],
  options: {
    answer: choice('Events', { yes: 'Make an event', no: 'No event' }),
    group: groupOption,
  },
  answers: 'caller',
  async run({ answer, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    await groups.changeSettings(actor, group, { events: answer })
    return show(eventsAnsweredView(answer === 'yes'))
  },
})
