import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, longText, optional, text } from '../src/chat/option.ts'
import { nextSessionOf, type Session, stateOf } from '../src/reading/group.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { mayLead, mayOrganise } from '../src/reading/permissions.ts'
import { stepDoing } from '../src/reading/steps.ts'
import { noteView } from '../src/views/note-view.ts'
import { nextView } from '../src/views/reading/next-view.ts'
import { withNotices } from '../src/views/reading/reading-parts.ts'
import { noSessionHeld, notFacilitator, sessionEnded, sessionNotPrepared } from './options/errors.ts'
import { groupOption, suggestEntries } from './options/group.ts'

const steps = { ...stepDoing, remind: 'a reminder' }

/** A reminder by hand is the first that was not sent yet. */
const toStep = (step: keyof typeof steps, session: Session | undefined) =>
  step !== 'remind'
    ? step
    : session !== undefined && stateOf(session, 'remind1') === 'waiting'
      ? 'remind1'
      : 'remind2'

const afterOpening: ReadonlySet<keyof typeof steps> = new Set(['reveal', 'revote', 'recap'])

export default defineCommand({
  name: 'reading next',
  summary: 'The next session; come to it, choose its paper, do a step by hand',
  examples: ['reading next', 'reading next coming', 'reading next paper:2312.06942', 'reading next do:open'],
  options: {
    paper: optional(text('Paper that it reads', 500)),
    do: optional(choice('Step to do now', steps)),
    note: optional(longText('What the facilitator adds to the recap', 2000)),
    answer: optional(choice('Whether you come', { coming: 'Coming', 'not-coming': 'Not this time' })),
    session: optional(text('Session', 20)),
    group: groupOption,
  },
  answers: 'caller',
  suggest: async (option, typed, context) => (option === 'paper' ? suggestEntries(typed, context) : []),
  async run(
    { paper, do: step, note, answer, session: id, group: named },
    { caller, reading: { groups, runner } },
  ) {
    const group = await groups.resolve(caller, named)
    if (paper !== undefined) {
      const entry = requireEntry(group, paper)
      const { session } = await groups.choose(caller, group, entry)
      return show(noteView(`“${entry.paper.title}” is read on ${session.date}.`))
    }
    if (note !== undefined) {
      const held = id ?? (await groups.findLatestHeld(group))?.id
      if (held === undefined) throw noSessionHeld()
      await groups.addNotes(caller, group, held, note)
      return show(noteView('The notes are in the recap.'))
    }
    const session =
      id === undefined
        ? step !== undefined && afterOpening.has(step)
          ? group.sessions[0]
          : nextSessionOf(group)
        : group.sessions.find((one) => one.id === id)
    if (answer !== undefined) {
      if (session === undefined) throw sessionEnded()
      await groups.setAttendance(caller, group, session.id, answer === 'coming')
      return show(noteView(answer === 'coming' ? 'See you there.' : 'Noted: not this time.'))
    }
    if (step !== undefined) {
      const meant = session ?? (id === undefined ? undefined : await groups.findPastSession(group, id))
      if (meant === undefined) throw sessionNotPrepared()
      if (!mayLead(caller, group, meant)) throw notFacilitator()
      const one = toStep(step, meant)
      await runner.runStepNow(group.place.space, group.id, meant.id, one, caller.person)
      return show(noteView(`Done: ${stepDoing[one]}.`))
    }
    const view = nextView(group, groups.upcomingSessions(group), mayOrganise(caller, group))
    return show(withNotices(view, await groups.takeUnseenNotices(caller, group)))
  },
})
