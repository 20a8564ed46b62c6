import { findGroupContested } from '../src/atlas/group-contested.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { contestedPage, contestedView, fewPapersView } from '../src/views/memory/contested-view.ts'
import { mayShare } from './options/may-share.ts'
import { findAddresses, readRemembered, shareOption } from './options/memory.ts'
import { showForEveryone } from './options/show-for-everyone.ts'

export default defineCommand({
  name: 'contested',
  summary: 'See the papers that divide the group most (only visible to you)',
  examples: ['contested'],
  options: { page: typed(optional(text('Page', 4)), { isHidden: true }), share: shareOption },
  answers: ({ share }) => (share === true ? 'everyone' : 'caller'),
  async run({ page: words, share }, context) {
    const isShared = share === true
    const { papers } = await readRemembered(context, { isShared, what: 'share the contested papers' })
    const found = findGroupContested(papers.map(({ polls }) => polls))
    if ('papers' in found) return { ...show(fewPapersView(found)), isPrivate: true }
    // A paper that everyone places alike is contested by nobody.
    const contested = { ...found, onGrid: found.onGrid.filter(({ gap }) => gap > 0) }
    const page = Math.max(1, Number(words) || 1)
    const shown = contestedPage(contested, page)
    const ids = [...shown.onGrid, ...shown.gridOrApplications].map(({ paper }) => paper.item.poll.id)
    const placed = papers.filter(({ standing }) => standing !== undefined)
    const channels = new Set(placed.flatMap(({ polls }) => polls.map(({ channel }) => channel)))
    const view = contestedView(contested, {
      ...{ page, isShared, papers: placed.length, channels: channels.size },
      links: await findAddresses(context, ids),
      mayShare: !isShared && (await mayShare(context)),
    })
    if (!isShared) return show(view)
    const named = new Set(ids)
    return showForEveryone(
      context,
      view,
      papers.flatMap(({ polls }) => (polls.some(({ id }) => named.has(id)) ? polls : [])),
    )
  },
})
