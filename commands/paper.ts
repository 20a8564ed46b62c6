import { findItems, readQuery } from '../src/atlas/find-text.ts'
import { toAtlas, toPaper } from '../src/atlas/group-atlas.ts'
import { paperAnswerOf } from '../src/atlas/paper-answer.ts'
import type { PolledPaper } from '../src/atlas/polled-papers.ts'
import { paperItems } from '../src/atlas/searched-items.ts'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { text, typed } from '../src/chat/option.ts'
import { sum } from '../src/grid/counts.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import { toCountsOnly } from '../src/poll/counts-only.ts'
import { findPaperEvents } from '../src/reading/paper-events.ts'
import { type PaperEvent, paperEvents } from '../src/views/memory/paper-events.ts'
import { paperView, unknownPaperView } from '../src/views/memory/paper-view.ts'
import { suggestKnown } from './options/group.ts'
import { mayShare } from './options/may-share.ts'
import { findAddresses, readRemembered, shareOption } from './options/memory.ts'
import { showForEveryone } from './options/show-for-everyone.ts'

/** Polls on one paper whose ballots one answer reads. */
const maxRead = 12
const maxOthers = 5

export default defineCommand({
  name: 'paper',
  summary: 'See everything the group knows about one paper (only visible to you)',
  form: { title: 'Which paper?', submit: 'Show' },
  naming: { also: ['papers'] },
  examples: ['paper AI control', 'paper https://arxiv.org/abs/2312.06942'],
  options: {
    paper: typed(text('Paper: its link, id, or words from its title', maxPaperWords), {
      as: 'paper',
      isFirst: true,
    }),
    share: shareOption,
  },
  answers: ({ share }) => (share === true ? 'everyone' : 'caller'),
  suggest: { paper: suggestKnown },
  async run({ paper: words, share }, context) {
    const { caller, polls } = context
    const isShared = share === true
    const { lines, papers } = await readRemembered(context, {
      ...{ isShared, what: 'share the paper' },
      isEverywhere: true,
    })
    const [found, ...others] = await findPapers(context, papers, await polls.paperOfPage(words))
    const unknown = { ...show(unknownPaperView(words)), isPrivate: true } as const
    if (found === undefined) return unknown
    const newest = found.polls.toSorted((a, b) => b.openedAt - a.openedAt)
    const [first] = newest
    if (first === undefined) return unknown
    const read = await Promise.all(newest.slice(0, maxRead).map(({ id }) => polls.read(caller, id)))
    const joined = found.ids.filter((id) => id !== found.id)
    const answer = paperAnswerOf(
      [found.id, ...joined],
      isShared ? read.map(toCountsOnly) : read,
      await findOthers(context, papers, found),
    )
    const fitting = others.slice(0, maxOthers)
    const view = paperView(answer, {
      paper: toPaper(found.standing?.poll ?? first, found.id),
      ...{ joined, lines, isShared, standing: found.standing?.poll.id },
      platform: caller.place.platform,
      links: await findAddresses(
        context,
        read.map(({ id }) => id),
      ),
      events: isShared ? [] : await findEvents(context, found),
      mayShare: !isShared && (await mayShare(context)),
      page: await polls.openPlacePageOf(
        caller.place,
        (thing) => thing.of === 'paper' && (thing.paper === found.id || found.ids.includes(thing.paper)),
      ),
      others: fitting.flatMap(({ id, polls: [poll] }) => (poll ? [toPaper(poll, id)] : [])),
    })
    if (!isShared) return show(view)
    const near = new Set(answer.near.map(({ paper }) => paper.id))
    const named = [found, ...fitting, ...papers.filter(({ id }) => near.has(id))]
    return showForEveryone(
      context,
      view,
      named.flatMap(({ polls }) => polls),
    )
  },
})

/** The papers that words mean, the best first: one if they are its id, or the id of one of its polls. */
async function findPapers(
  context: Pick<Context, 'papers'>,
  papers: readonly PolledPaper[],
  words: string,
): Promise<readonly PolledPaper[]> {
  const query = readQuery(words)
  const wanted = query.paper
  const id = wanted && ((await context.papers.findCanonical([wanted])).get(wanted) ?? wanted)
  const exact = papers.find(
    (one) => one.polls.some((poll) => poll.id === words) || (id !== undefined && one.id === id),
  )
  if (exact !== undefined) return [exact]
  const byId = new Map(papers.map((one) => [one.id, one]))
  return findItems(paperItems(papers), query).flatMap(({ item }) => {
    const one = 'paper' in item ? byId.get(item.paper.id) : undefined
    return one === undefined ? [] : [one]
  })
}

/** Sessions about a paper, and its place on lists, of the groups that the caller sees. */
async function findEvents(
  { caller, now, reading: { groups }, linkToMessage }: Context,
  { id, ids, polls }: PolledPaper,
): Promise<readonly PaperEvent[]> {
  const seen = (await groups.listInSpace(caller)).map(async ({ group }) => ({
    group,
    history: await groups.history(group),
  }))
  const anonymous = new Set(polls.filter(({ visibility }) => visibility === 'anonymous').map(({ id }) => id))
  const { sessions, listed } = findPaperEvents(await Promise.all(seen), new Set([id, ...ids]), {
    anonymous,
    hidden: new Set(),
  })
  const held = sessions.map(async (session) => ({
    ...session,
    recapUrl: session.recap && (await linkToMessage(session.recap)),
  }))
  return paperEvents(await Promise.all(held), listed, now)
}

/** The other papers that are listed in a cell: those that may be near. */
async function findOthers(
  { now, standingOf }: Pick<Context, 'now' | 'standingOf'>,
  papers: readonly PolledPaper[],
  found: PolledPaper,
) {
  const others = await toAtlas(
    papers.filter((one) => one !== found),
    { now },
    standingOf,
  )
  return others.map((one) => ({
    ...one,
    votes: sum(one.counts.cells) + one.counts.applications + one.counts.unsure,
  }))
}
