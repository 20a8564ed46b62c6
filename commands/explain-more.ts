import { findPlaced } from '../src/atlas/placed.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import type { PollId } from '../src/poll/poll.ts'
import { spotsOf } from '../src/taxonomy/spots-of.ts'
import { explanationOf } from '../src/views/explain/explanation.ts'
import { wholeExplainView } from '../src/views/explain/whole-view.ts'
import { askedOptions, requireAsked } from './options/asked.ts'
import { mayShare } from './options/may-share.ts'

/** The whole answer to what was asked. */
export default defineCommand({
  name: 'explain-more',
  summary: 'Show the whole explanation',
  examples: [],
  options: askedOptions,
  answers: 'caller',
  async run(options, context) {
    const { caller, polls, pageOf } = context
    const explanation = explanationOf(requireAsked(options))
    const spots = explanation.topics.flatMap(spotsOf)
    const placed = spots.length === 0 ? [] : findPlaced(await polls.latestHere(caller), spots)
    const pages = new Map(
      await Promise.all(placed.map(async ({ poll }) => [poll, await pageOf(poll)] as const)),
    )
    const here = { placed, pageOf: (poll: PollId) => pages.get(poll) }
    return show(wholeExplainView(explanation, here, await mayShare(context)))
  },
})
