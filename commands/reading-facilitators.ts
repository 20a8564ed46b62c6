import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import type { PersonId } from '../src/chat/caller.ts'
import { optional, people, text } from '../src/chat/option.ts'
import type { Group } from '../src/reading/group.ts'
import { readDate, readDates } from '../src/time/read-dates.ts'
import { noteView } from '../src/views/note-view.ts'
import { facilitatorsView } from '../src/views/reading/facilitators-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { leadingView } from '../src/views/reading/reminder-view.ts'
import { nobodyNamed } from './options/errors.ts'
import { groupOption } from './options/group.ts'

export default defineCommand({
  name: 'reading facilitators',
  summary: 'Who leads, and in which order',
  examples: [
    'reading facilitators',
    'reading facilitators order:@Ada,@Ben,@Chi',
    'reading facilitators away:2026-12-20 2027-01-05',
  ],
  options: {
    order: people('All of them, in their order'),
    add: people('Who joins at the end'),
    remove: people('Who leaves'),
    swap: people('Whose next turn you take for yours'),
    away: optional(text('From when to when you are away: 2026-12-20 2027-01-05', 30)),
    pass: optional(text('Date of a turn you pass', 10)),
    take: optional(text('Session that you lead', 20)),
    group: groupOption,
  },
  answers: 'caller',
  async run({ group: groupName, ...change }, context) {
    const { caller, reading } = context
    const group = await reading.groups.resolve(caller, groupName)
    return show(facilitatorsView(await changeFacilitators(context, group, change)))
  },
})

interface Change {
  readonly order?: readonly PersonId[] | undefined
  readonly add?: readonly PersonId[] | undefined
  readonly remove?: readonly PersonId[] | undefined
  readonly swap?: readonly PersonId[] | undefined
  readonly away?: string | undefined
  readonly pass?: string | undefined
  readonly take?: string | undefined
}

async function changeFacilitators(context: Context, group: Group, change: Change): Promise<Group> {
  const { caller, reading } = context
  const { groups } = reading
  const { order, add, remove, swap, away, pass, take } = change
  if (order !== undefined) return groups.setFacilitators(caller, group, order)
  if (add !== undefined) return groups.addFacilitators(caller, group, add)
  if (remove !== undefined) return groups.removeFacilitators(caller, group, remove)
  if (swap !== undefined) return swapTurns(context, group, swap[0])
  if (away !== undefined) {
    const [from = '', to = from] = readDates(away)
    return groups.goAway(caller, group, from, to)
  }
  if (pass !== undefined) return passTurn(context, group, readDate(pass))
  if (take !== undefined) return groups.takeTurn(caller, group, take)
  return group
}

/** Swaps the caller's next turn with another person's, and notifies that person. */
async function swapTurns(
  { caller, reading, sendPrivate, now }: Context,
  group: Group,
  other: PersonId | undefined,
): Promise<Group> {
  if (other === undefined) throw nobodyNamed()
  const swapped = await reading.groups.swapTurns(caller, group, other)
  const refuse = groupButton(group, 'Swap back', 'reading facilitators', { swap: caller.person.id })
  const text = `${caller.person.name} has swapped the next turn in ${group.name} with yours.`
  await sendPrivate([other], noteView(text, [refuse]), `swap/${group.id}/${now}`)
  return swapped
}

/** Passes the turn of a date on, and notifies the facilitators before and after, unless one of them is the caller. */
async function passTurn(
  { caller, reading, sendPrivate }: Context,
  group: Group,
  date: string,
): Promise<Group> {
  const before = group.sessions.find((session) => session.date === date)?.facilitator
  const passed = await reading.groups.passTurn(caller, group, date)
  const session = passed.sessions.find((session) => session.date === date)
  const next = session?.facilitator
  if (session === undefined || next?.id === before?.id) return passed
  if (next !== undefined && next.id !== caller.person.id)
    await sendPrivate([next.id], leadingView(passed, session), `lead/${session.id}/${next.id}`)
  if (before !== undefined && before.id !== caller.person.id) {
    const text = `${caller.person.name} has passed your turn in ${group.name} on ${date}.`
    await sendPrivate([before.id], noteView(text), `passed/${session.id}/${before.id}`)
  }
  return passed
}
