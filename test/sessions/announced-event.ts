import { withGroup } from '../reading/test-group.ts'
import { createEventDesk } from './event-desk.ts'

/** A group whose session on 2 December is announced, with an event where the desk allows one. */
export async function announced(desk = createEventDesk(), where = '<#lounge>') {
  const { calendar } = desk
  desk.talkChannels.set('lounge', 'voice').set('hall', 'stage')
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar })
  if (where !== '') await group.ada.type(`reading schedule where:${where}`)
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-30T17:05:00Z')
  return group
}

/** What Ada was notified of in those words. */
export const noticesOf = (group: Awaited<ReturnType<typeof announced>>, words: string) =>
  group.told('ada').filter((one) => one.includes(words))
