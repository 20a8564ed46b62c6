import { z } from 'zod'
import { createAudiences } from '../../src/chat/audiences.ts'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { toLimits } from '../../src/config.ts'
import { findSharedCrux } from '../../src/disagreement/shared-crux.ts'
import { reasonSidesIn, sidesIn } from '../../src/disagreement/sides.ts'
import { pollLine } from '../../src/export/poll-json.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { createPersonalData } from '../../src/poll/personal-data.ts'
import type { PollId } from '../../src/poll/poll.ts'
import { createPollParts } from '../../src/poll/poll-parts.ts'
import { createPolls } from '../../src/poll/polls.ts'
import { defaultSettings } from '../../src/poll/settings.ts'
import type { Store } from '../../src/store/store.ts'
import { createUseCounter } from '../../src/store/use-counter.ts'
import { systemClock } from '../../src/time/clock.ts'
import { type Act, opener, type Sequence, type Taste } from './sequence.ts'

const dayMs = 24 * 3_600_000

const space = SpaceId.parse('table:round')

/** The polls of a store, by a clock that stands still. */
export function pollsIn(store: Store) {
  const now = () => 1_800_000_000_000
  const deps = {
    ...createPollParts(store, reasonSidesIn),
    rankIn: async () => 'admin' as const,
    audiences: createAudiences({ portFor: () => ({}), clock: systemClock, log: { warn() {} } }),
    now,
    limits: toLimits({ LIMITS: 'off' }),
    // Each sequence has a day of its own, so that what the opener did in others doesn't count.
    uses: createUseCounter(store, () => now() + channels * dayMs),
    mayLookUp: () => false,
    settingsOf: async () => defaultSettings,
    leadsPoll: async () => false,
    onLinkGone() {},
    leadsIn: async () => false,
    rankOf: async () => 'member' as const,
    isInside: async () => true,
    linkToPoll: async () => undefined,
    onChange: () => {},
    onVote: () => {},
    onEdit: () => {},
    cruxSidesIn: sidesIn,
    findSharedCrux,
    onErased: () => {},
    onRemoving: async () => {},
    notifyScheduler: () => {},
  }
  const polls = createPolls({
    ...deps,
    onLinkGone() {},
    isKept: async () => false,
    messagesOf: async () => [],
    portFor: () => ({}),
    publicUrl: undefined,
    keys: store.keys,
  })
  return {
    polls,
    personalData: createPersonalData({ ...deps, ...polls }),
  }
}

type Table = ReturnType<typeof pollsIn>

/** Everybody has a channel of their own for each sequence, so that no poll is in the way of another. */
const callerOf = (name: string, channel: string) => ({
  person: { id: PersonId.parse(`table:${name}`), name },
  place: { platform: 'table', space, channel },
  rank: 'admin' as const,
})

let channels = 0

/**
 * Plays a sequence.
 *
 * @returns all that the opener sees after each act, in words, without what is random.
 */
export async function watch(table: Table, { live, acts }: Sequence): Promise<readonly string[]> {
  const { polls } = table
  channels += 1
  const channel = `c${channels}`
  const ada = callerOf(opener, channel)
  const { poll } = await polls.open(ada, {
    paper: { id: PaperId.parse('arxiv:2204.05862'), title: 'A paper', authors: [] },
    hasOfficialTitle: true,
    blind: !live,
    visibility: 'anonymous',
    questions: ['goal'],
    expected: [],
  })
  const seen: string[] = []
  for (const act of acts) {
    const answered = await perform(table, poll.id, channel, act)
    seen.push([answered, ...(await look(table, poll.id, ada))].join('\n').replaceAll(poll.id, 'POLL'))
  }
  seen.push(toText(JSON.parse(pollLine(await polls.read(ada, poll.id)))).replaceAll(poll.id, 'POLL'))
  return seen.map(withoutCodes)
}

/** All that anybody who sees the poll can have of it: pictures, reports, files and pages are made from these. */
async function look(
  { polls }: Table,
  id: PollId,
  ada: ReturnType<typeof callerOf>,
): Promise<readonly string[]> {
  const seen = [
    await polls.read(ada, id),
    await polls.readForBoard(space, id),
    await polls.readRights(ada, id),
  ]
  const editable = await answerOf(async () => polls.findEditable(ada, id))
  return [...seen.map(toText), editable]
}

const Listed = z.array(z.looseObject({ id: z.string(), text: z.string() }))

/**
 * As JSON, without what differs between polls at random: the ids of cruxes, and their order, which follows from these. How often
 * the poll has changed is for the bot alone.
 */
function toText(value: unknown): string {
  const texts = new Map<string, string>()
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (key === 'revision' || key === 'replies') return undefined
    if (key !== 'cruxes' || !Array.isArray(part)) return part
    const cruxes = Listed.parse(part)
    for (const { id, text } of cruxes) texts.set(id, text)
    return cruxes.toSorted((a, b) => (a.text < b.text ? -1 : 1))
  })
  return text?.replace(/x_[\w-]{16}/g, (id) => `CRUX ${texts.get(id)}`) ?? ''
}

/** @returns what the opener is told; nothing of what others do. */
async function perform(
  { polls, personalData }: Table,
  id: PollId,
  channel: string,
  act: Act,
): Promise<string> {
  const by = 'by' in act ? act.by : opener
  const caller = callerOf(by, channel)
  const lastRound = async () => (await polls.read(callerOf(opener, channel), id)).rounds.length
  const told = await answerOf(async () => {
    switch (act.kind) {
      case 'vote': {
        const { answers } = await polls.cast(caller, id, () => act.answers)
        return { answers }
      }
      case 'withdraw':
        return polls.withdraw(caller, id, () => {})
      case 'differ':
        return polls.answerDiffer(caller, id, await lastRound(), act.differ)
      case 'settled':
        return polls.answerSettled(caller, id, await lastRound(), act.settled)
      case 'mine too': {
        const round = await lastRound()
        const { cruxes } = await polls.cruxesToAnswer(caller, id, round)
        const crux = cruxes.toSorted((a, b) => (a.text < b.text ? -1 : 1))[act.nth]?.id ?? ''
        const { answers, counts } = await polls.answerCrux(caller, id, round, { crux, answer: act.answer })
        const textOf = (one: string) => cruxes.find(({ id }) => id === one)?.text ?? ''
        return Object.keys(answers)
          .map(textOf)
          .toSorted()
          .concat([...counts].map(([id, { mine, notMine }]) => `${textOf(id)} ${mine} ${notMine}`).toSorted())
      }
      case 'mine too of others': {
        const round = await lastRound()
        for (const one of act.answers)
          await answerOf(() => answerByTaste(polls, id, { ...one, channel, round }))
        return {}
      }
      case 'forget':
        return personalData.erase(caller.person, { votes: act.scope === 'all', words: act.scope === 'all' })
      case 'expect':
        return polls.amend(caller, id, {
          title: 'A paper',
          expected: act.people.map((name) => PersonId.parse(`table:${name}`)),
        })
      case 'remind':
        return (await polls.nudge(caller, id)).people
      case 'close':
        return polls.close(caller, id)
      case 'reveal':
        return polls.reveal(caller, id)
      case 'reopen':
        return polls.reopen(caller, id)
      case 'seal':
        return polls.seal(caller, id)
      case 'revote':
        return polls.revote(caller, id, { blind: false, live: act.live })
      case 'look':
        return {}
    }
  })
  return by === opener ? told : ''
}

/** Answers every line that would move somebody else. @throws UserError unless they have voted in that round. */
async function answerByTaste(
  polls: Table['polls'],
  id: PollId,
  { by, taste, channel, round }: Taste & { readonly channel: string; readonly round: number },
): Promise<void> {
  const caller = callerOf(by, channel)
  const { cruxes } = await polls.cruxesToAnswer(caller, id, round)
  // At two thirds all is counted, and the order of the lines is drawn by lot.
  for (const { id: crux, text } of cruxes.toSorted((a, b) => (a.text < b.text ? -1 : 1))) {
    const answer = likes(taste, text) ? 'mine' : 'not-mine'
    await polls.answerCrux(caller, id, round, { crux, answer })
  }
}

/** The same for the same taste and line. */
const likes = (taste: number, text: string): boolean =>
  [...text].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 9973, Math.floor(taste * 9973)) %
    2 ===
  0

async function answerOf(work: () => Promise<unknown>): Promise<string> {
  try {
    return toText(await work())
  } catch (fault) {
    if (fault instanceof UserError) return fault.message
    throw fault
  }
}

/** Codes are random; there are as many as there were ballots. So are the ids of changes and announcements. */
const withoutCodes = (text: string): string =>
  text
    .replace(/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g, 'CODE')
    .replace(/"id":"[0-9a-hjkmnp-tv-z]{10}","act"/g, '"id":"ANNOUNCEMENT","act"')
    .replace(/"change":(?:\{"id":)?"[0-9a-z]{10}"/g, '"change":"CHANGE"')
