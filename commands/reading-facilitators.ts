import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, people, text } from '../src/chat/option.ts'
import { readDate, readDates } from '../src/time/read-dates.ts'
import { noteView } from '../src/views/note-view.ts'
import { facilitatorsView } from '../src/views/reading/facilitators-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { leadingView } from '../src/views/reading/session-view.ts'
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
  async run(
    { order, add, remove, swap, away, pass, take, group: named },
    { caller, reading: { groups }, sendPrivate: tell, now },
  ) {
    const group = await groups.resolve(caller, named)
    const changed = await (async () => {
      if (order !== undefined) return groups.setFacilitators(caller, group, order)
      if (add !== undefined) return groups.addFacilitators(caller, group, add)
      if (remove !== undefined) return groups.removeFacilitators(caller, group, remove)
      if (swap !== undefined) {
        const [other] = swap
        if (other === undefined) throw nobodyNamed()
        const swapped = await groups.swapTurns(caller, group, other)
        const refuse = groupButton(group, 'Swap back', 'reading facilitators', { swap: caller.person.id })
        const text = `${caller.person.name} has swapped the next turn in ${group.name} with yours.`
        await tell([other], noteView(text, [refuse]), `swap/${group.id}/${now}`)
        return swapped
      }
      if (away !== undefined) {
        const [from = '', to = from] = readDates(away)
        return groups.goAway(caller, group, from, to)
      }
      if (pass !== undefined) {
        const date = readDate(pass)
        const before = group.sessions.find((session) => session.date === date)?.facilitator
        const passed = await groups.passTurn(caller, group, date)
        const session = passed.sessions.find((session) => session.date === date)
        const next = session?.facilitator
        if (session === undefined || next?.id === before?.id) return passed
        if (next !== undefined && next.id !== caller.person.id)
          await tell([next.id], leadingView(passed, session), `lead/${session.id}/${next.id}`)
        if (before !== undefined && before.id !== caller.person.id) {
          const text = `${caller.person.name} has passed your turn in ${group.name} on ${date}.`
          await tell([before.id], noteView(text), `passed/${session.id}/${before.id}`)
        }
        return passed
      }
      if (take !== undefined) return groups.takeTurn(caller, group, take)
      return group
    })()
    return show(facilitatorsView(changed))
  },
})
