import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { deletedChannelsView, movedView, moveQuestion } from '../src/views/poll/moved-memory-view.ts'
import { sureOption } from './options/sure.ts'

/** Moves the polls of a deleted channel to this one, after it was asked. */
export default defineCommand({
  name: 'settings move-memory',
  summary: 'Move the polls of a deleted channel here',
  form: { title: 'Move polls', submit: 'Show' },
  needs: 'run-space',
  examples: ['settings move-memory'],
  options: {
    from: optional(text('From: the id of the deleted channel', 100)),
    to: typed(optional(text('To: another channel than this one', 100)), { as: 'places' }),
    sure: sureOption,
  },
  answers: 'caller',
  async run({ from, to, sure }, { caller, polls }) {
    const channels = await polls.listDeletedChannels(caller)
    const found = channels.find(({ channel }) => from !== undefined && channel === toChannelId(from))
    const target = to === undefined ? undefined : toChannelId(to)
    if (found === undefined) return show(deletedChannelsView(channels))
    if (sure !== true) return show(moveQuestion(found, target))
    return show(movedView(await polls.moveMemory(caller, found.channel, target)))
  },
})

/** The id in a mention of a channel, or the words themselves. */
const toChannelId = (words: string): string => words.replace(/^<#(\w+).*$/, '$1')
