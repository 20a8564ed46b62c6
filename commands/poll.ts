import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import type { Invitees } from '../src/chat/invitee.ts'
import { flag, ifEmpty, text, typed } from '../src/chat/option.ts'
import { withButtons } from '../src/chat/user-error.ts'
import type { Span } from '../src/chat/view.ts'
import { maxPaperWords, readPaper } from '../src/paper/read-paper.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { minShownFrom } from '../src/poll/poll.ts'
import { pollView } from '../src/views/poll/poll-view.ts'
import { openedNote } from '../src/views/poll-note-view.ts'
import { amongOption, chosenPaper, nextPaperButton } from './options/among.ts'
import { askOption, readAsks } from './options/ask.ts'
import { fewExpected, paperHasOpenPoll } from './options/errors.ts'
import { suggestKnown } from './options/group.ts'
import { countInvitees, findInvitees } from './options/invitees.ts'
import { defaultZoneFor, zoneFor } from './options/own-zone.ts'
import { askAboutPaper, meantOption } from './options/paper.ts'
import {
  blindOption,
  closesOption,
  expectOption,
  expectSpellings,
  livePrivacy,
  noteOption,
  visibilityOption,
} from './options/poll.ts'
import { secondPollButton, secondPollOptions } from './options/second-poll.ts'
import { suggestClosing } from './options/suggest-times.ts'
import { sureOption } from './options/sure.ts'
import { closingAt, confirmChanged, readEnd } from './options/times.ts'

export default defineCommand({
  name: 'poll',
  summary: 'Ask this channel where a paper belongs on the grid',
  form: { title: 'Start a poll', submit: 'Start poll' },
  needs: 'post',
  examples: [
    'poll https://arxiv.org/abs/2204.05862',
    'poll arXiv:2312.06942 blind closes fri 17:00',
    'poll Risks from Learned Optimization note:read section 3 first',
  ],
  options: {
    paper: typed(text('Paper: a link, an arXiv id, a DOI or the title', maxPaperWords), {
      as: 'paper',
      isFirst: true,
    }),
    blind: blindOption,
    live: typed(flag('Live: show the counts of an anonymous poll while people vote'), livePrivacy),
    visibility: ifEmpty(visibilityOption, 'Channel default'),
    closes: ifEmpty(closesOption, 'Channel default'),
    goal: typed(flag('Goal: also ask what the authors want to achieve'), { also: ['goals'] }),
    tractable: typed(flag('Tractable: also ask if the direction can work'), {
      also: ['tractability', 'feasible', 'feasibility'],
    }),
    ask: askOption,
    expect: typed(expectOption, { also: [...expectSpellings, 'for'] }),
    note: noteOption,
    sure: sureOption,
    meant: meantOption,
    among: amongOption,
    ...secondPollOptions,
  },
  answers: 'everyone',
  suggest: { paper: suggestKnown, closes: suggestClosing },
  requireMay,
  async run({ expect = [], note, among = '', ...given }, context) {
    const { caller, polls, papers, settings, acts, boardOf, now } = context
    const options = { ...given, paper: await polls.paperOfPage(chosenPaper(given.paper, among)) }
    await requireMay(context)
    const question = askAboutPaper('poll', { ...options, expect, note, among })
    if (question !== undefined) return question
    const defaults = await settings.get(caller.place)
    const { paper, hasOfficialTitle } = await papers.recall(readPaper(options.paper))
    const closes =
      options.closes === undefined
        ? readEnd({
            ...{ option: 'closes', words: defaults.closes ?? 'never', now },
            zone: await defaultZoneFor(context, defaults),
          })
        : readEnd({ option: 'closes', words: options.closes, zone: await zoneFor(context), now })
    const asks = options.ask === undefined ? defaults.ask : readAsks(options.ask)
    const visibility = options.visibility ?? defaults.visibility
    const isAnonymous = visibility === 'anonymous'
    const invitees = await findInvitees(context, expect)
    const invited = expect.length === 0 ? undefined : countInvitees(invitees)
    if (isAnonymous && invited !== undefined && invited < minShownFrom && options.sure !== true)
      throw fewExpected(invited, { ...options, expect, ...(note !== undefined && { note }) })
    const opening = {
      paper,
      hasOfficialTitle,
      blind: options.live === true ? false : isAnonymous || (options.blind ?? defaults.blind),
      visibility,
      questions: [
        ...(options.goal ? (['goal'] as const) : []),
        ...(options.tractable ? (['tractable'] as const) : []),
      ],
      ...(asks !== undefined && { ask: asks }),
      expected: invitees.people,
      audiences: invitees.audiences,
      ...(closes !== undefined && closingAt(closes)),
      ...(note !== undefined && { note }),
    }
    const second = secondPollButton({ ...options, expect, note })
    const next = nextPaperButton(among, options.paper)
    const { done: poll, parts } = await acts.perform(caller.place, ['label'], async () => {
      const { poll, wasOpen } = await polls.open(caller, opening)
      if (!wasOpen) return poll
      throw withButtons(
        paperHasOpenPoll(poll, await context.linkToPoll(poll.id)),
        [second, next].filter((button) => button !== undefined),
      )
    })
    const closing = closes && confirmChanged(closes, options.closes ?? '', now)
    const receipt = openedNote(poll, { closing, asked: findOnlyAsked(invitees), second, next, parts })
    return {
      ...{ kind: 'shown', view: pollView(poll), board: boardOf(poll.id) },
      ...(receipt && { receipt }),
    }
  },
})

/** The one who is asked to vote, if it is only one. */
function findOnlyAsked({ people, audiences }: Invitees): Span | undefined {
  const [audience] = audiences
  if (people.length + audiences.length !== 1) return undefined
  return audience === undefined ? '1 person' : { audience }
}

async function requireMay({ caller, settings }: Context): Promise<void> {
  requirePosting(caller, await settings.get(caller.place), 'open polls')
}
