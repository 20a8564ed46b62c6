import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { choice, optional, text, typed } from '../src/chat/option.ts'
import { linkTerms } from '../src/poll/page-link.ts'
import type { LinkedThing } from '../src/poll/place-link.ts'
import { PollId } from '../src/poll/poll.ts'
import {
  fullPlaceLinkQuestion,
  paperLinkQuestion,
  placeLinkQuestion,
  placeLinkView,
} from '../src/views/poll/place-link-view.ts'
import { sureOption } from './options/sure.ts'

const hidden = (label: string, limit: number) => typed(optional(text(label, limit)), { isHidden: true })

/** Makes a link to a page about this channel, one of its seasons or one of its papers, or to its feed. */
export default defineCommand({
  name: 'link-page',
  summary: 'Make a link to a page about this channel',
  examples: [],
  needsPages: true,
  options: {
    of: optional(
      choice('Page', {
        channel: 'Group page',
        paper: 'Paper page',
        season: 'Season page',
        outcomes: 'Outcomes feed',
      }),
    ),
    poll: hidden('Poll', 20),
    group: hidden('Group', 40),
    season: hidden('Season', 100),
    kind: optional(choice('The page shows', { counts: 'Counts only', full: 'Names and reasons' })),
    term: optional(choice('The link works for', linkTerms)),
    sure: sureOption,
  },
  answers: 'caller',
  async run({ of, poll, group, season, kind = 'counts', term, sure }, context) {
    const { caller, polls, reading } = context
    if (kind === 'full' && of !== undefined && of !== 'outcomes' && (term === undefined || sure !== true)) {
      await polls.requirePlaceLink(caller, kind)
      const thing = await thingOf(of, { poll, group, season }, context)
      return show(
        fullPlaceLinkQuestion(of, await countShown(context, thing), argsOf({ poll, group, season })),
      )
    }
    const kinds = await polls.placeLinkKinds(caller)
    if (of === 'paper' && term === undefined && poll !== undefined)
      return show(paperLinkQuestion(poll, kinds))
    if (of === undefined || term === undefined) {
      const seasons = await reading.seasonsIn(caller.place)
      const choices = seasons.map(({ group, name }) => ({ group: group.id, season: name }))
      return show(placeLinkQuestion(choices, kinds))
    }
    const thing = await thingOf(of, { poll, group, season }, context)
    const made = await polls.linkPlace(caller, thing, { kind: of === 'outcomes' ? 'counts' : kind, term })
    const url = polls.placePageAddress(of, made.token)
    return show(placeLinkView(of, { kind, url, ...made }))
  },
})

interface Named {
  readonly poll: string | undefined
  readonly group: string | undefined
  readonly season: string | undefined
}

const argsOf = (named: Named): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** Counts the names and words that a full page would show. */
function countShown({ caller, pages }: Context, thing: LinkedThing) {
  const { thread: _, ...channel } = caller.place
  return pages.countShown(channel, thing)
}

/** The target of the new link. @throws UserError if the caller can't see the poll. */
async function thingOf(
  of: Exclude<LinkedThing['of'], 'calendar'>,
  { poll, group = '', season = '' }: Named,
  { caller, polls }: Context,
): Promise<LinkedThing> {
  if (of === 'season') return { of, group, season }
  if (of !== 'paper') return { of }
  const { paper } = await polls.read(caller, PollId.parse(poll))
  return { of, paper: paper.id, title: paper.title }
}
