import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import type { PersonId } from '../src/chat/caller.ts'
import { optional, people, text, timed, typed } from '../src/chat/option.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import type { Group } from '../src/reading/group.ts'
import { calledView } from '../src/views/lead-call-view.ts'
import { facilitatorsView } from '../src/views/reading/facilitators-view.ts'
import { leadingView } from '../src/views/reading/reminder-view.ts'
import { passNote, swapNote } from '../src/views/reading/turn-notes.ts'
import { groupOption, requireTakingPartTo } from './options/group.ts'
import { zoneFor } from './options/own-zone.ts'
import { awayWithoutEnd, nobodyNamed } from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { suggestDays } from './options/suggest-times.ts'
import { readDay, readPeriod } from './options/times.ts'

export default defineCommand({
  name: 'reading facilitators',
  summary: 'See or change who leads the sessions',
  form: { title: 'Facilitators', submit: 'Save' },
  needs: 'take-part',
  examples: [
    'reading facilitators',
    'reading facilitators order:@Ada,@Ben,@Chi',
    'reading facilitators away:20 Dec to 5 Jan',
  ],
  options: {
    order: people('Order: all facilitators, first to last', { isList: true }),
    add: typed(people('Add: people who join the end of the order'), { takesMentions: true }),
    remove: people('Remove: people who no longer lead'),
    swap: people('Swap: trade your next turn with this person, or name two people to swap theirs', {
      isList: true,
    }),
    away: typed(timed(optional(text('Away: your dates, for example 20 Dec to 5 Jan', 60)), 'days'), {
      as: 'dates',
    }),
    pass: typed(timed(optional(text('Pass: the date of the turn you give up', 40)), 'day'), { as: 'dates' }),
    take: typed(optional(text('Session you will lead', 20)), { isHidden: true }),
    group: groupOption,
  },
  naming: { also: ['facilitators', 'reading facilitator'] },
  answers: 'caller',
  suggest: { away: suggestDays, pass: suggestDays, group: suggestGroups },
  requireMay: requireTakingPartTo('take turns'),
  async run({ group: groupName, ...change }, context) {
    const { caller, reading } = context
    const seen = await reading.groups.resolve(caller, groupName)
    const group = await changeFacilitators(context, seen, change)
    return show(isCalled(seen.group, group) ? calledView() : facilitatorsView(group, context.now))
  },
})

/** Whether a change has started the call for a substitute. */
const isCalled = (before: Group, after: Group): boolean =>
  after.sessions.some(
    ({ id, leadCall, facilitator }) =>
      leadCall !== undefined &&
      facilitator === undefined &&
      before.sessions.some((one) => one.id === id && one.facilitator !== undefined),
  )

interface Change {
  readonly order?: readonly PersonId[] | undefined
  readonly add?: readonly PersonId[] | undefined
  readonly remove?: readonly PersonId[] | undefined
  readonly swap?: readonly PersonId[] | undefined
  readonly away?: string | undefined
  readonly pass?: string | undefined
  readonly take?: string | undefined
}

async function changeFacilitators(context: Context, seen: SeenGroup, change: Change): Promise<Group> {
  const { groups } = context.reading
  const { actor } = seen
  const { order, add, remove, swap, away, pass, take } = change
  let { group } = seen
  if (order !== undefined) group = await groups.setFacilitators(actor, group, order)
  if (add !== undefined) group = await groups.addFacilitators(actor, group, add)
  if (remove !== undefined) group = await groups.removeFacilitators(actor, group, remove)
  if (swap !== undefined) group = await swapTurns(context, { ...seen, group }, swap)
  if (away !== undefined) {
    const typed = { option: 'away', words: away, zone: await zoneFor(context, group), now: context.now }
    const { from, to } = readPeriod(typed)
    if (to === undefined) throw awayWithoutEnd()
    group = await groups.goAway(actor, group, from, to)
  }
  if (pass !== undefined) {
    const zone = await zoneFor(context, group)
    const day = readDay({ option: 'pass', words: pass, zone, now: context.now })
    group = await passTurn(context, { ...seen, group }, day)
  }
  if (take !== undefined) group = await groups.takeTurn(actor, group, take)
  return group
}

/** Swaps the next turns of two people, of whom one may be the caller, and notifies those who are not. */
async function swapTurns(
  { reading, now }: Context,
  { group, actor }: SeenGroup,
  [one, other = actor.person.id]: readonly PersonId[],
): Promise<Group> {
  if (one === undefined) throw nobodyNamed()
  const { person } = actor
  const swapped = await reading.groups.swapTurns(actor, group, one, other)
  const both = group.facilitators.map(({ person }) => person).filter(({ id }) => id === one || id === other)
  for (const { id } of both)
    for (const their of both)
      if (id !== person.id && id !== their.id)
        await reading.tellNaming(group, [id], swapNote(group, person, their), `swap/${group.id}/${now}`)
  return swapped
}

/** Passes the turn of a date on, and notifies the facilitators before and after, unless one of them is the caller. */
async function passTurn(
  { reading, now }: Context,
  { group, actor }: SeenGroup,
  date: string,
): Promise<Group> {
  const before = group.sessions.find((session) => session.date === date)?.facilitator
  const passed = await reading.groups.passTurn(actor, group, date)
  const session = passed.sessions.find((session) => session.date === date)
  const next = session?.facilitator
  if (session === undefined || next?.id === before?.id) return passed
  const { person } = actor
  if (next !== undefined && next.id !== person.id)
    await reading.tell(group, [next.id], leadingView(passed, session, now), `lead/${session.id}/${next.id}`)
  if (before !== undefined && before.id !== person.id) {
    const note = passNote(group, person, { date, isTaken: next !== undefined }, now)
    await reading.tellNaming(group, [before.id], note, `passed/${session.id}/${before.id}`)
  }
  return passed
}
