import { findGroupPairs } from '../src/atlas/group-agreement.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { agreementView } from '../src/views/memory/agreement-view.ts'
import { mayShare } from './options/may-share.ts'
import { readRemembered, shareOption } from './options/memory.ts'

export default defineCommand({
  name: 'agreement',
  summary: 'See how far the group uses each axis alike (only visible to you)',
  examples: ['agreement'],
  options: { share: shareOption },
  answers: ({ share }) => (share === true ? 'everyone' : 'caller'),
  async run({ share }, context) {
    const { caller, polls, agreement, ownSettings } = context
    const isShared = share === true
    const { lines, papers } = await readRemembered(context, { isShared, what: 'share the agreement' })
    const found = await agreement.find(papers, caller.place.space)
    if (isShared) return show(agreementView(found, { names: new Map(), mayShare: false }))
    const placed = await polls.readPlaced(lines)
    const people = new Map(
      [...placed.values()].flatMap(({ people }) => people.map(({ person }) => [person.id, person.name])),
    )
    const left = await ownSettings.findWithoutPairs([...people.keys()])
    return show(
      agreementView(found, {
        pairs: findGroupPairs(papers, placed, (person) => ![...left].some((one) => one === person)),
        names: people,
        mayShare: await mayShare(context),
      }),
    )
  },
})
