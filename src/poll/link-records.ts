import { z } from 'zod'
import { type Kind, put, removeKey } from '../store/record.ts'
import type { IndexRow } from './index-records.ts'
import type { PageLink } from './page-link.ts'
import { type Poll, PollId } from './poll.ts'

/** The poll that a link opens, by the hash of its token. */
export const linkedPages: Kind<PollId> = { name: 'page-link', schema: PollId }

const LinkedPoll = z.object({ channel: z.string(), thread: z.string().optional() }).readonly()

/** The polls of a space that have links, with where they live. */
export const linkedPolls: Kind<z.infer<typeof LinkedPoll>> = { name: 'linked-poll', schema: LinkedPoll }

/** The records by which links are found that belong to a change of a poll. @param after `undefined` if it is removed. */
export function linkRowsToChange(before: Poll, after: Poll | undefined): readonly IndexRow[] {
  const [old, next] = [before.links ?? [], after?.links ?? []]
  const isMoved = after !== undefined && after.place !== before.place
  if ((old === next && !isMoved) || (old.length === 0 && next.length === 0)) return []
  const has = (links: readonly PageLink[], { hash }: PageLink) => links.some((one) => one.hash === hash)
  const rows = [
    ...old.filter((link) => !has(next, link)).map(({ hash }) => removal(keyOf(hash))),
    ...next
      .filter((link) => !has(old, link))
      .map(({ hash }) => ({ key: keyOf(hash), change: put(keyOf(hash), before.id) })),
  ]
  const listed = { kind: linkedPolls, scope: before.place.space, id: before.id }
  if (after === undefined || next.length === 0) return [...rows, removal(listed)]
  if (old.length > 0 && !isMoved) return rows
  const { channel, thread } = after.place
  const place = { channel, ...(thread !== undefined && { thread }) }
  return [...rows, { key: listed, change: put(listed, place) }]
}

const keyOf = (hash: string) => ({ kind: linkedPages, id: hash })

const removal = (key: IndexRow['key']): IndexRow => ({ key, change: removeKey(key) })
