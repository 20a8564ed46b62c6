import type { Person } from '../../chat/caller.ts'
import { capitalise, withoutPeriod } from '../../chat/text.ts'
import type { Group, Past } from '../../reading/group.ts'
import type { NamingNote } from '../../reading/mentions.ts'
import { writeDate } from '../../time/write-time.ts'
import { groupButton } from './reading-parts.ts'

/** To a facilitator whose next turn another person swapped with that of `other`, who may be that person themselves. */
export function swapNote(group: Group, by: Person, other: Person): NamingNote {
  const text =
    other.id === by.id
      ? `${by.name} swapped turns with you in ${group.name}. You take their next turn, and they take yours.`
      : `${by.name} swapped your next turn in ${group.name} with the next turn of ${other.name}.`
  return {
    people: [by.id, other.id],
    text,
    unnamed: `Your next turn in ${group.name} was swapped with someone else's.`,
    buttons: [groupButton(group, 'Swap back', 'reading facilitators', { swap: other.id })],
  }
}

/**
 * To a facilitator whose turn another person gave up.
 *
 * @param date The session's, as `2026-12-04`.
 * @param isTaken Whether another facilitator leads it now.
 */
export function passNote(
  { name }: Group,
  by: Person,
  { date, isTaken }: { readonly date: string; readonly isTaken: boolean },
  now: number,
): NamingNote {
  const next = isTaken ? ' The next facilitator takes it.' : ''
  const turn = `your turn to lead ${name} on ${writeDate(date, now)}`
  return {
    people: [by.id],
    text: `${by.name} gave up ${turn}.${next}`,
    unnamed: `${capitalise(turn)} was given up.${next}`,
  }
}

/** To organisers, about a facilitator who has left the server or workspace. */
export const leftNote = ({ name: group }: Group, { id, name }: Person): NamingNote => ({
  people: [id],
  text: `${name} has left and no longer leads sessions of ${group}.`,
  unnamed: `A facilitator has left and no longer leads sessions of ${group}.`,
})

/** To the facilitator of a session that was skipped or missed. What a person wrote goes once they are forgotten. */
export function cancelledNote({ name }: Group, { session, end, why, whyBy }: Past, now: number): NamingNote {
  const was = `The session of ${name} on ${writeDate(session.date, now)}, which you were going to lead, was ${end}`
  const keep = 'You keep your turn.'
  return {
    people: whyBy === undefined ? [] : [whyBy],
    text: why === undefined ? `${was}. ${keep}` : `${was}: ${withoutPeriod(why)}. ${keep}`,
    unnamed: `${was}. ${keep}`,
  }
}
