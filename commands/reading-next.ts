import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { type Shown, show } from '../src/chat/answer.ts'
import { choice, ifEmpty, longText, optional, text, typed } from '../src/chat/option.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import { type Group, nextSessionOf, type Session, stateOf } from '../src/reading/group.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { mayLead } from '../src/reading/permissions.ts'
import { stepDoing } from '../src/reading/steps.ts'
import { noteView } from '../src/views/note-view.ts'
import { nextView } from '../src/views/reading/next-view.ts'
import { withNotices } from '../src/views/reading/reading-parts.ts'
import { groupOption, requireTakingPartTo, suggestEntries } from './options/group.ts'
import { noSessionHeld, notFacilitator, sessionEnded, sessionNotPrepared } from './options/reading-errors.ts'

const steps = { ...stepDoing, remind: 'a reminder' }
type Step = keyof typeof steps

const stepsAfterOpening: ReadonlySet<Step> = new Set(['reveal', 'revote', 'recap'])

export default defineCommand({
  name: 'reading next',
  summary: 'The next session; come to it, choose its paper, do a step by hand',
  form: { title: 'Next session', submit: 'Save' },
  examples: ['reading next', 'reading next coming', 'reading next paper:2312.06942', 'reading next do:open'],
  options: {
    paper: typed(optional(text('Paper that it reads', maxPaperWords)), { as: 'paper' }),
    do: typed(ifEmpty(optional(choice('Step to do now', steps)), 'None'), { as: 'text', also: ['step'] }),
    note: optional(longText('What the facilitator adds to the recap', 2000)),
    answer: ifEmpty(
      optional(choice('Whether you come', { coming: 'Coming', 'not-coming': 'Not this time' })),
      'No answer',
    ),
    session: typed(optional(text('Session', 20)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  requireMay: requireTakingPartTo('sign up for sessions'),
  suggest: { paper: suggestEntries },
  async run({ paper, do: step, note, answer, session: id, group: groupName }, context) {
    const { caller, reading } = context
    const seen = await reading.groups.resolve(caller, groupName)
    if (paper !== undefined) return choosePaper(context, seen, paper)
    if (note !== undefined) return addNotes(context, seen, id, note)
    if (answer !== undefined)
      return setAttendance(context, seen, findSession(seen.group, id, step), answer === 'coming')
    if (step !== undefined) return runStep(context, seen, id, step)
    return showNext(context, seen)
  },
})

async function choosePaper({ reading }: Context, { group, actor }: SeenGroup, paper: string): Promise<Shown> {
  const entry = requireEntry(group, paper)
  const { session } = await reading.groups.choose(actor, group, entry)
  return show(noteView(`“${entry.paper.title}” is read on ${session.date}.`))
}

async function addNotes(
  { reading: { groups } }: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  notes: string,
): Promise<Shown> {
  const held = id ?? (await groups.findLatestHeld(group))?.id
  if (held === undefined) throw noSessionHeld()
  await groups.addNotes(actor, group, held, notes)
  return show(noteView('The notes are in the recap.'))
}

async function setAttendance(
  { reading: { groups } }: Context,
  { group, actor }: SeenGroup,
  session: Session | undefined,
  isComing: boolean,
): Promise<Shown> {
  if (session === undefined) throw sessionEnded()
  await groups.setAttendance(actor, group, session.id, isComing)
  return show(noteView(isComing ? 'See you there.' : 'Noted: not this time.'))
}

async function runStep(
  { reading: { groups, runner } }: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  step: Step,
): Promise<Shown> {
  const planned = findSession(group, id, step)
  const session = planned ?? (id === undefined ? undefined : await groups.findPastSession(group, id))
  if (!mayLead(actor, group, session)) throw notFacilitator()
  if (session === undefined) throw sessionNotPrepared()
  const name = step === 'remind' ? nextReminder(session) : step
  await runner.runStepNow({
    space: group.place.space,
    group: group.id,
    session: session.id,
    step: name,
    by: actor.person,
  })
  return show(noteView(`Done: ${stepDoing[name]}.`))
}

async function showNext({ reading: { groups }, now }: Context, seen: SeenGroup): Promise<Shown> {
  const { group, actor } = seen
  const view = nextView(seen, groups.upcomingSessions(group), now)
  return show(withNotices(view, await groups.takeUnseenNotices(actor, group)))
}

/** The session with an id; without one the next, or the current one for a step that follows its opening. */
function findSession(group: Group, id: string | undefined, step: Step | undefined): Session | undefined {
  if (id !== undefined) return group.sessions.find((session) => session.id === id)
  return step !== undefined && stepsAfterOpening.has(step) ? group.sessions[0] : nextSessionOf(group)
}

/** The first of the two reminders that has not been sent. */
const nextReminder = (session: Session) => (stateOf(session, 'remind1') === 'waiting' ? 'remind1' : 'remind2')
