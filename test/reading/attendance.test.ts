import { expect, test } from 'vitest'
import { PersonId } from '../../src/chat/caller.ts'
import { withAnswer, withInterest, withInterested, withoutInterest } from '../../src/reading/attendance.ts'
import type { Session } from '../../src/reading/group.ts'

const ben = PersonId.parse('discord:2')

type Attended = Pick<Session, 'coming' | 'notComing' | 'comingBy'>

/** What a person does, and what is found when the event's list is read. */
const acts: Readonly<Record<string, (session: Attended) => Attended>> = {
  Coming: (session) => withAnswer(session, ben, true),
  'Not this time': (session) => withAnswer(session, ben, false),
  Interested: (session) => withInterest(session, ben),
  'not Interested': (session) => withoutInterest(session, ben),
  listed: (session) => withInterested(session, [ben]),
  'not listed': (session) => withInterested(session, []),
}

test.each<[done: string, coming: 'yes' | 'no' | 'unanswered']>([
  ['Interested', 'yes'],
  ['Interested, Interested', 'yes'],
  ['Interested, not Interested', 'unanswered'],
  ['Coming, Interested, not Interested', 'yes'],
  ['Interested, Coming, not Interested', 'yes'],
  ['Interested, Coming, not listed', 'yes'],
  ['Not this time, Interested', 'no'],
  ['Interested, Not this time', 'no'],
  ['Interested, Not this time, listed', 'no'],
  ['Interested, Not this time, not Interested', 'no'],
  ['Interested, Not this time, Coming', 'yes'],
  ['Interested, Not this time, Coming, not Interested', 'yes'],
  ['listed', 'yes'],
  ['listed, not listed', 'unanswered'],
  ['Interested, not listed', 'unanswered'],
  ['Coming, not listed', 'yes'],
  ['not Interested', 'unanswered'],
])('%s: coming is %s', (done, coming) => {
  const before: Attended = { coming: [], notComing: [] }
  const session = done.split(', ').reduce((session, name) => acts[name]?.(session) ?? session, before)
  const answers = [...session.coming.map(() => 'yes'), ...session.notComing.map(() => 'no')]
  expect(answers.join() || 'unanswered').toBe(coming)
})

test('someone who said so before events were told apart is taken to have pressed the button', () => {
  const before: Attended = { coming: [ben], notComing: [] }
  expect(withoutInterest(withInterest(before, ben), ben).coming).toEqual([ben])
})
