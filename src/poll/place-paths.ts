import type { Place } from '../chat/caller.ts'
import { tokenOf } from './link-rights.ts'
import type { LinkKind } from './page-link.ts'
import { type LinkedThing, pathOf } from './place-link.ts'
import { listLinksIn, type PlaceLinkDeps } from './place-links.ts'
import type { PollId } from './poll.ts'

type Deps = Omit<PlaceLinkDeps, 'readFor' | 'onLinkGone'>

/** Where pages and messages of a channel lead: to its pages that have a link of their own. */
export function createPlacePaths(deps: Deps) {
  const { isForAll, isAsChannel } = deps

  return {
    /**
     * The paths of the pages of a channel's polls that have a link without an end, by the poll.
     *
     * @param kinds Of the links, the first that a poll has.
     */
    async linkedPollPaths(place: Place, kinds: readonly LinkKind[]): Promise<ReadonlyMap<PollId, string>> {
      const found = new Map<PollId, string>()
      for (const { id, thread } of await deps.store.listLinked(place)) {
        if (thread !== undefined && !(await isAsChannel({ ...place, thread }))) continue
        const poll = await deps.store.find(place.space, id)
        const lasting = (poll?.links ?? []).filter(({ expiresAt }) => expiresAt === undefined)
        const link = findOfKinds(lasting, kinds, ({ kind }) => kind)
        if (link !== undefined) found.set(id, `/p/${await tokenOf(deps, link.id)}`)
      }
      return found
    },

    /**
     * The address of a page about a channel to which messages there lead: of counts, by a link without an end.
     *
     * @returns `undefined` if it does not exist, or if nobody elsewhere reaches pages.
     */
    async openPlacePageOf(
      { platform, space, channel }: Place,
      isMeant: (thing: LinkedThing) => boolean,
    ): Promise<string | undefined> {
      if (deps.publicUrl === undefined) return undefined
      const links = await listLinksIn(deps, { platform, space, channel })
      const found = links.find(
        ({ thing, link }) => link.kind === 'counts' && link.expiresAt === undefined && isMeant(thing),
      )
      if (found === undefined || (found.link.isForAll && (await isForAll(found.place)) === false))
        return undefined
      return new URL(pathOf(found.thing.of, await tokenOf(deps, found.link.id)), deps.publicUrl).href
    },

    /**
     * The paths of the pages about a channel that have a link without an end, with what they are of.
     *
     * @param kinds Of the links, the first that each has.
     */
    async linkedPaths(
      place: Place,
      kinds: readonly LinkKind[],
    ): Promise<readonly { readonly thing: LinkedThing; readonly path: string }[]> {
      const lasting = (await listLinksIn(deps, place)).filter(({ link }) => link.expiresAt === undefined)
      const ofThings = [...Map.groupBy(lasting, ({ thing }) => JSON.stringify(thing)).values()]
      const linked = ofThings.flatMap((links) => findOfKinds(links, kinds, ({ link }) => link.kind) ?? [])
      return Promise.all(
        linked.map(async ({ thing, link }) => ({
          thing,
          path: pathOf(thing.of, await tokenOf(deps, link.id)),
        })),
      )
    },
  }
}

/** The link of the first of these kinds that there is. */
const findOfKinds = <Link>(
  links: readonly Link[],
  kinds: readonly LinkKind[],
  kindOf: (link: Link) => LinkKind,
): Link | undefined => kinds.flatMap((kind) => links.find((link) => kindOf(link) === kind) ?? [])[0]
