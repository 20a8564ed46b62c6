import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { linkNotFound } from '../src/poll/link-errors.ts'
import { PollId } from '../src/poll/poll.ts'
import { linksView, withdrawnLinkView } from '../src/views/poll/link-view.ts'
import { withdrawnPlaceLinkView } from '../src/views/poll/place-link-view.ts'

/** Lists the links to pages of this channel, each with its button to withdraw it. */
export default defineCommand({
  name: 'links',
  summary: 'See and withdraw links to pages of this channel',
  examples: ['links'],
  naming: { also: ['link'] },
  needs: 'take-part',
  needsPages: true,
  options: {
    poll: typed(optional(text('Poll', 20)), { isHidden: true }),
    withdraw: typed(optional(text('Link', 40)), { isHidden: true }),
  },
  answers: 'caller',
  async run({ poll, withdraw }, { caller, polls }) {
    if (withdraw === undefined)
      return show(
        linksView(
          {
            polls: await polls.listLinks(caller),
            pages: await polls.listPlaceLinks(caller),
            mayMake: (await polls.placeLinkKinds(caller)).length > 0,
          },
          {
            poll: ({ token }) => polls.pageAddress(token),
            page: ({ thing, token }) => polls.placePageAddress(thing.of, token),
          },
        ),
      )
    if (poll === undefined)
      return show(withdrawnPlaceLinkView(await polls.withdrawPlaceLink(caller, withdraw)))
    const id = PollId.safeParse(poll)
    if (!id.success) throw linkNotFound()
    return show(withdrawnLinkView(await polls.withdrawLink(caller, id.data, withdraw)))
  },
})
