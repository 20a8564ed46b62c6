import { kept } from './storage.ts'

/** Channel → up to when a person has read it, in ms since 1970 on the server's clock. */
export type ReadMarks = ReadonlyMap<string, number>

const nameOf = (person: string): string => `read ${person}`

export const readMarks = (person: string): ReadMarks =>
  new Map<string, number>(JSON.parse(kept.read(nameOf(person)) ?? '[]'))

/** Marks a channel as read up to a message. Never goes back. */
export function markRead(person: string, channel: string, at: number): void {
  const marks = readMarks(person)
  if ((marks.get(channel) ?? 0) >= at) return
  kept.write(nameOf(person), JSON.stringify([...marks, [channel, at]]))
}

/** When this browser opened the playground for the first time, in ms since 1970: earlier messages are no news. */
export function firstVisit(now: number): number {
  const known = kept.read('first visit')
  if (known === undefined) kept.write('first visit', String(now))
  return known === undefined ? now : Number(known)
}
