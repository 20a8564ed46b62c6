import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional } from '../src/chat/option.ts'
import { linkTerms } from '../src/poll/page-link.ts'
import { fullLinkQuestion, linkQuestion, linkView } from '../src/views/poll/link-view.ts'
import { pollOption } from './options/poll.ts'
import { sureOption } from './options/sure.ts'

/** Makes a link to the page of a poll; one with names and reasons only after it was asked. */
export default defineCommand({
  name: 'link',
  summary: "Make a link to a poll's page",
  examples: [],
  needsPages: true,
  options: {
    poll: pollOption,
    kind: optional(choice('The page shows', { counts: 'Counts only', full: 'Names and reasons' })),
    term: optional(choice('The link works for', linkTerms)),
    sure: sureOption,
  },
  answers: 'caller',
  async run({ poll: id, kind, term = 'none', sure }, { caller, polls }) {
    if (kind === undefined) {
      const offered = {
        kinds: await polls.linkKinds(caller, id),
        mayLinkPaper: (await polls.placeLinkKinds(caller)).length > 0,
      }
      const { poll } = await polls.findLinkable(caller, id, 'counts')
      return show(linkQuestion(poll, offered))
    }
    if (kind === 'full' && sure !== true) {
      const { poll, shown } = await polls.findLinkable(caller, id, kind)
      return show(fullLinkQuestion(poll, shown, term))
    }
    const { poll, token, expiresAt } = await polls.makeLink(caller, id, { kind, term })
    return show(linkView(poll, { kind, url: polls.pageAddress(token), expiresAt }))
  },
})
