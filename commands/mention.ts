import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { AudienceId } from '../src/chat/audience.ts'
import { copyHint, text } from '../src/chat/option.ts'
import { mentionedNote } from '../src/views/mention-view.ts'
import { pollOption } from './options/poll.ts'

/** Reminds people whom nobody names, by a mention that all of them are notified of. */
export default defineCommand({
  name: 'mention',
  summary: 'Mention a role that was asked to vote',
  examples: [],
  options: { poll: pollOption, audience: copyHint(text('Who', 130), AudienceId) },
  answers: 'caller',
  async run({ poll, audience: id }, { caller, mentioning }) {
    const { audience, place } = await mentioning.mention(caller, poll, id)
    return show(mentionedNote(audience, place))
  },
})
