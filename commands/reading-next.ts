import { Temporal } from 'temporal-polyfill'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { choice, ifEmpty, longText, optional, text, typed } from '../src/chat/option.ts'
import type { View } from '../src/chat/view.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import { type Group, nextSessionOf, type Session, stateOf } from '../src/reading/group.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { mayLead } from '../src/reading/permissions.ts'
import { firstStepAt } from '../src/reading/plan.ts'
import { stepDoing } from '../src/reading/steps.ts'
import { writeDate } from '../src/time/write-time.ts'
import { nextView } from '../src/views/reading/next-view.ts'
import { withNotices } from '../src/views/reading/notice-parts.ts'
import {
  attendanceView,
  notesAddedView,
  paperChosenView,
  sessionLengthView,
  sessionPlaceView,
  sessionReadingView,
  stepDoneView,
} from '../src/views/session-note-view.ts'
import { groupOption, requireTakingPartTo, suggestEntries } from './options/group.ts'
import {
  noSessionHeld,
  noSessionPlanned,
  notFacilitator,
  sessionEnded,
  sessionNotAnnounced,
  sessionNotPrepared,
} from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { readMinutes } from './options/times.ts'
import { readTogether, togetherOption } from './options/together.ts'
import { readWhereOption, whereOption } from './options/where.ts'

const { sheet: _, ...manual } = stepDoing
const steps = { ...manual, remind: 'a reminder' }
type Step = keyof typeof steps

const stepsAfterOpening: ReadonlySet<Step> = new Set(['poll', 'reveal', 'revote', 'recap'])

export default defineCommand({
  name: 'reading next',
  summary: 'Show the next session',
  form: { title: 'Next session', submit: 'Save' },
  examples: [
    'reading next',
    'reading next coming',
    'reading next paper:2312.06942',
    'reading next do:open',
    'reading next where:Room 4.12',
    'reading next together 30m',
  ],
  options: {
    paper: typed(optional(text('Paper: read this one next', maxPaperWords)), { as: 'paper' }),
    do: typed(ifEmpty(optional(choice('Do: run one step now', steps)), 'None'), {
      as: 'text',
      also: ['step'],
    }),
    note: optional(longText('Notes: your paragraph for the recap', 2000)),
    answer: ifEmpty(
      optional(choice('Coming: will you be there?', { coming: 'Coming', 'not-coming': 'Not this time' })),
      'No answer',
    ),
    where: whereOption,
    length: typed(optional(text('Length: how long this session takes, for example 90m', 40)), {
      as: 'time',
      holds: 'length',
      also: ['for'],
    }),
    together: togetherOption,
    session: typed(optional(text('Session', 20)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  requireMay: requireTakingPartTo('sign up for sessions'),
  suggest: { paper: suggestEntries, group: suggestGroups },
  async run(
    { paper, do: step, note, answer, where, length, together, session: id, group: groupName },
    context,
  ) {
    const { caller, reading } = context
    const seen = await reading.groups.resolve(caller, groupName)
    // Changes that may be repeated come first: if a later one is refused, all of it is sent again.
    const views = [
      paper === undefined ? undefined : await choosePaper(context, seen, paper),
      where === undefined ? undefined : await setWhere(context, seen, id, where),
      length === undefined ? undefined : await setLength(context, seen, id, length),
      together === undefined ? undefined : await setTogether(context, seen, id, together),
      answer === undefined ? undefined : await setAttendance(context, seen, id, answer === 'coming'),
      note === undefined ? undefined : await addNotes(context, seen, id, note),
      step === undefined ? undefined : await runStep(context, seen, id, step),
    ].filter((view) => view !== undefined)
    return show(views.length === 0 ? await showNext(context, seen) : inOne(views))
  },
})

async function choosePaper(
  { reading, now }: Context,
  { group, actor }: SeenGroup,
  paper: string,
): Promise<View> {
  const entry = requireEntry(group, paper)
  const { session } = await reading.groups.choose(actor, group, entry)
  return paperChosenView(entry, session, now)
}

async function addNotes(
  { reading: { groups } }: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  notes: string,
): Promise<View> {
  const held = id ?? (await groups.findLatestHeld(group))?.id
  if (held === undefined) throw noSessionHeld()
  await groups.addNotes(actor, group, held, notes)
  return notesAddedView()
}

async function setAttendance(
  context: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  isComing: boolean,
): Promise<View> {
  const { reading, now } = context
  const { groups, bringPerson } = reading
  const session = requireSession(context, group, id)
  const changed = await groups.setAttendance(actor, group, session.id, isComing)
  const present = changed.sessions.find(({ id }) => id === session.id)
  if (isComing && present?.openedAt !== undefined) await bringPerson(changed, present, actor.person.id)
  return attendanceView(isComing, session, now)
}

async function setWhere(
  context: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  words: string,
): Promise<View> {
  const session = requireLedSession(context, { group, actor }, id)
  const where = await readWhereOption(context, words)
  const changed = await context.reading.groups.setWhere(actor, group, session.id, where)
  return sessionPlaceView(changed, session, where, context.now)
}

async function setLength(
  context: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  words: string,
): Promise<View> {
  const { reading, now } = context
  const session = requireLedSession(context, { group, actor }, id)
  const minutes = readMinutes({ option: 'length', words, zone: group.schedule?.zone ?? 'UTC', now })
  await reading.groups.setLength(actor, group, session.id, minutes)
  return sessionLengthView(session, minutes, now)
}

async function setTogether(
  context: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  words: string,
): Promise<View> {
  const { reading, now } = context
  const session = requireLedSession(context, { group, actor }, id)
  const minutes = readTogether(words, now)
  await reading.groups.setTogether(actor, group, session.id, minutes)
  return sessionReadingView(session, minutes, now)
}

async function runStep(
  { reading: { groups, runner } }: Context,
  { group, actor }: SeenGroup,
  id: string | undefined,
  step: Step,
): Promise<View> {
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
  return stepDoneView(name)
}

async function showNext({ reading: { groups }, now }: Context, seen: SeenGroup): Promise<View> {
  const { group, actor } = seen
  const view = nextView(seen, groups.upcomingSessions(group), now)
  return withNotices(group, view, await groups.takeUnseenNotices(actor, group))
}

/** Several answers as one. */
const inOne = (views: readonly View[]): View => ({
  ...views[0],
  summary: views.map(({ summary }) => summary).join(' '),
  parts: views.flatMap(({ parts }) => parts),
})

/** As {@link requireSession}. @throws UserError unless they may lead it, too. */
function requireLedSession(
  context: Context,
  { group, actor }: Pick<SeenGroup, 'actor' | 'group'>,
  id: string | undefined,
): Session {
  const session = requireSession(context, group, id)
  if (!mayLead(actor, group, session)) throw notFacilitator()
  return session
}

/** The session with an id; without one the next. @throws UserError if it is over, or has no record yet. */
function requireSession(
  { reading: { groups }, now }: Context,
  group: Group,
  id: string | undefined,
): Session {
  const session = findSession(group, id, undefined)
  if (session !== undefined) return session
  if (id !== undefined) throw sessionEnded()
  const [next] = groups.upcomingSessions(group, 1)
  if (next === undefined) throw noSessionPlanned()
  const zone = group.schedule?.zone ?? 'UTC'
  const from = Temporal.Instant.fromEpochMilliseconds(firstStepAt(group, next)).toZonedDateTimeISO(zone)
  throw sessionNotAnnounced(writeDate(next.date, now), writeDate(from.toPlainDate().toString(), now))
}

/** The session with an id; without one the next, or the current one for a step that follows its opening. */
function findSession(group: Group, id: string | undefined, step: Step | undefined): Session | undefined {
  if (id !== undefined) return group.sessions.find((session) => session.id === id)
  return step !== undefined && stepsAfterOpening.has(step) ? group.sessions[0] : nextSessionOf(group)
}

/** The first of the two reminders that has not been sent. */
const nextReminder = (session: Session) => (stateOf(session, 'remind1') === 'waiting' ? 'remind1' : 'remind2')
