import type { Button } from '../../chat/view.ts'
import type { Group, Notice, Session } from '../../reading/group.ts'
import { whereOf } from '../../reading/where.ts'
import { groupButton } from './reading-parts.ts'

/** The answers to whether a person is coming. */
export const comingButtons = (group: Group, { id }: Session): readonly Button[] => [
  { ...groupButton(group, 'Coming', 'reading next', { session: id, answer: 'coming' }), style: 'primary' },
  groupButton(group, 'Not this time', 'reading next', { session: id, answer: 'not-coming' }),
]

/** Gives the person who presses it the session's file; empty in groups that want no extras. */
export const calendarButtons = (group: Group, { id }: Session): readonly Button[] =>
  group.extras === 'off' ? [] : [groupButton(group, 'Add to calendar', 'reading calendar', { session: id })]

/** A button to lead the session; empty if it has a facilitator. */
export const facilitateButtons = (group: Group, { id, facilitator }: Session): readonly Button[] =>
  facilitator === undefined ? [groupButton(group, "I'll lead", 'reading facilitators', { take: id })] : []

/** Opens the form for another place; empty if the session has none. To be shown to people who may change it. */
export const placeButtons = (group: Group, session: Session): readonly Button[] =>
  whereOf(group, session) === undefined
    ? []
    : [groupButton(group, 'Where is wrong…', 'reading place', { session: session.id })]

/** The answers to what a notice asks organisers; empty if it asks nothing. */
export const questionButtons = (group: Pick<Group, 'id'>, question: Notice['question']): readonly Button[] =>
  question === undefined
    ? []
    : [
        groupButton(group, 'Make an event', 'reading events', { answer: 'yes' }),
        groupButton(group, 'No event', 'reading events', { answer: 'no' }),
      ]
