import type { Person, Place } from '../chat/caller.ts'
import { isSamePlace } from '../chat/conversation.ts'
import { type AuditChange, auditKey, invitedWords, type NewAuditLine, putLine } from '../poll/audit-line.ts'
import type { Group } from './group.ts'
import { ruleWords } from './schedule/rule-words.ts'
import { offsetOf, offsetWords, settableSteps, stepDoing } from './steps.ts'

/** Who changes a group, and when in ms since 1970. */
export interface GroupActor {
  readonly by: Person
  readonly at: number
}

/** The recorded settings of a group, as words. People are counted, not named. */
const fields: Readonly<Record<string, (group: Group) => string>> = {
  name: ({ name }) => name,
  when: ({ schedule }) => (schedule === undefined ? 'none' : ruleWords(schedule)),
  'not on': ({ schedule }) => listed(schedule?.except),
  'also on': ({ schedule }) => listed(schedule?.extra).replaceAll('T', ' '),
  where: ({ where: { text, channel, link } = {} }) =>
    listed([text, channel, link && 'a link'].filter((one) => one !== undefined)),
  paused: ({ schedule: { pausedFrom, pausedTo } = {} as NonNullable<Group['schedule']> }) =>
    pausedFrom === undefined
      ? 'no'
      : `from ${pausedFrom} ${pausedTo === undefined ? 'on' : `to ${pausedTo}`}`,
  steps: ({ offsets }) =>
    settableSteps.map((step) => `${stepDoing[step]} ${offsetWords(offsetOf(step, offsets))}`).join(', '),
  'votes for papers': ({ votes }) => votes,
  'voting on the paper': ({ poll }) => poll,
  're-vote': ({ revote }) => revote,
  'people expected': ({ expect, audiences = [] }) => invitedWords({ people: expect, audiences }),
  season: ({ season }) => season.name,
  extras: ({ extras = 'on' }) => extras,
  'reading together': ({ togetherMin = 0 }) => (togetherMin === 0 ? 'off' : `${togetherMin} minutes`),
}

const listed = (values: readonly string[] = []): string => (values.length === 0 ? 'none' : values.join(', '))

/** The lines of the audit about a change of a group: one with its settings and sessions, one for
 * each organiser, and one in either conversation if it was moved. */
export function toGroupLines(
  before: Group | undefined,
  next: Group,
  { by, at }: GroupActor,
): readonly NewAuditLine[] {
  const { place, id, name } = next
  const line = { at, place, person: by, command: 'reading schedule', group: { id, name } } as const
  const changes =
    before === undefined ? firstChanges(next) : [...settingChanges(before, next), ...moves(before, next)]
  const moved =
    before === undefined || isSamePlace(before.place, place)
      ? []
      : [{ field: 'channel', from: channelWords(before.place), to: channelWords(place) }]
  const organisers = before?.organisers ?? []
  const changed = [
    ...without(organisers, next.organisers).map((subject) => ({ subject, from: 'yes', to: 'no' })),
    ...without(next.organisers, organisers).map((subject) => ({ subject, from: 'no', to: 'yes' })),
  ]
  return [
    // Where it was, too: its managers see where it went.
    ...(before === undefined || moved.length === 0 ? [] : [{ ...line, place: before.place, changes: moved }]),
    ...(moved.length === 0 ? [] : [{ ...line, changes: moved }]),
    ...(changes.length === 0 ? [] : [{ ...line, changes }]),
    ...changed.map(({ subject, ...change }) => ({
      ...line,
      subject,
      changes: [{ field: 'organiser', ...change }],
    })),
  ]
}

/** By the platform's ids: names of channels are not stored. */
const channelWords = ({ channel, thread }: Place): string =>
  thread === undefined ? channel : `${channel}, thread ${thread}`

/** Of a group that begins, its schedule. */
const firstChanges = (group: Group): readonly AuditChange[] =>
  group.schedule === undefined ? [] : [{ field: 'when', from: 'none', to: ruleWords(group.schedule) }]

const settingChanges = (before: Group, next: Group): readonly AuditChange[] =>
  Object.entries(fields)
    .map(([field, read]) => ({ field, from: read(before), to: read(next) }))
    .filter(({ from, to }) => from !== to)

/** Prepared sessions at another time. */
const moves = (before: Group, next: Group): readonly AuditChange[] =>
  next.sessions.flatMap(({ id, date, start }) => {
    const from = before.sessions.find((session) => session.id === id)
    return from === undefined || from.start === start ? [] : [{ field: 'session', from: from.date, to: date }]
  })

const without = (people: readonly Person[], others: readonly Person[]): readonly Person[] =>
  people.filter(({ id }) => !others.some((other) => other.id === id))

/** Keys and changes that store lines in a transaction of this scope. */
export function storedLines(lines: readonly NewAuditLine[], scope: string) {
  const keyed = lines.map((line) => ({ key: auditKey(line.place.space), line }))
  return {
    keys: keyed.map(({ key }) => key),
    changes: keyed.map(({ key, line }) => putLine(key, line, scope)),
  }
}
