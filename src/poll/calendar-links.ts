import { type Caller, PersonId, type Place } from '../chat/caller.ts'
import { toLine } from './audit-line.ts'
import { linksOff } from './link-errors.ts'
import { linkRightsIn, newLink, tokenOf } from './link-rights.ts'
import type { LinkToken } from './link-token.ts'
import { listLinksIn, type PlaceLinkDeps } from './place-links.ts'

/** A reading group, as far as a link names it. */
interface LinkedGroup {
  readonly id: string
  readonly name: string
  readonly place: Place
}

/** The links to the calendars of reading groups: one for each group, which everyone in its channel may have. */
export function createCalendarLinks(deps: PlaceLinkDeps) {
  const { placeLinks, now } = deps

  const listOf = async ({ id, place }: LinkedGroup) =>
    (await listLinksIn(deps, place)).filter(({ thing }) => thing.of === 'calendar' && thing.group === id)

  async function requireLinks({ place }: LinkedGroup): Promise<void> {
    if ((await linkRightsIn(deps, { place })) === 'off') throw linksOff()
  }

  /** It is the group's own: nobody takes it with them. */
  async function make(caller: Caller, { id, name, place }: LinkedGroup): Promise<LinkToken> {
    const by = { id: PersonId.parse(`${place.platform}:${id}`), name }
    const at = now()
    const { token, link } = await newLink(deps, place, { kind: 'counts', by, at })
    await placeLinks.add({ v: 1, place, thing: { of: 'calendar', group: id }, link }, [])
    const changes = [{ field: 'page', to: 'calendar' }]
    await deps.store.record(toLine(place, { command: 'link', at, caller, changes }))
    return token
  }

  return {
    /** The token of the link to a group's calendar, which is made for the first who asks. @throws UserError if links are off. */
    async calendarLink(caller: Caller, group: LinkedGroup): Promise<LinkToken> {
      await requireLinks(group)
      const [known] = await listOf(group)
      return known === undefined ? make(caller, group) : tokenOf(deps, known.link.id)
    },

    /** Another link in place of the one before. @throws UserError if links are off. */
    async renewCalendarLink(caller: Caller, group: LinkedGroup): Promise<LinkToken> {
      for (const { link } of await listOf(group)) await placeLinks.remove(group.place.space, link.hash)
      await requireLinks(group)
      return make(caller, group)
    },
  }
}
