import { z } from 'zod'
import { Place, SpaceId } from '../chat/caller.ts'
import { PaperId } from '../paper/paper.ts'
import type { Kind } from '../store/record.ts'
import type { LinkToken } from './link-token.ts'
import { PageLink } from './page-link.ts'

/** The target of a link to a channel's papers: all of them, one, those of a season, or the feed of outcomes; or the calendar of a reading group. */
export const LinkedThing = z.discriminatedUnion('of', [
  z.object({ of: z.literal('channel') }).readonly(),
  z.object({ of: z.literal('paper'), paper: PaperId, title: z.string() }).readonly(),
  z.object({ of: z.literal('season'), group: z.string(), season: z.string() }).readonly(),
  z.object({ of: z.literal('outcomes') }).readonly(),
  z.object({ of: z.literal('calendar'), group: z.string() }).readonly(),
])
export type LinkedThing = z.infer<typeof LinkedThing>

const PlaceLink = z.object({ v: z.literal(1), place: Place, thing: LinkedThing, link: PageLink }).readonly()
/** A link that opens a page about the polls of a channel: their counts, or with `full` what the people of the channel see. */
export type PlaceLink = z.infer<typeof PlaceLink>

/** The links of a space, by the hash of their token. */
export const placeLinks: Kind<PlaceLink> = { name: 'place-link', schema: PlaceLink }

/** The space of a link, by the hash of its token. */
export const placeLinkSpaces: Kind<SpaceId> = { name: 'place-link-space', schema: SpaceId }

const folders: Readonly<Record<LinkedThing['of'], string>> = {
  channel: 'g',
  paper: 'a',
  season: 's',
  outcomes: 'feeds',
  calendar: 'feeds',
}

/** Of a feed: the last part of its path. */
const files: Readonly<Partial<Record<LinkedThing['of'], string>>> = {
  outcomes: '/outcomes.atom',
  calendar: '/calendar.ics',
}

/** The path that a token opens. */
export const pathOf = (of: LinkedThing['of'], token: LinkToken): string =>
  `/${folders[of]}/${token}${files[of] ?? ''}`
