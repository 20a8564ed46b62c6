import { z } from 'zod'
import { boardNames, digestOf, shownMessages } from '../board/board-records.ts'
import type { SpaceId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import {
  type AuditLine,
  auditKey,
  auditLines,
  deniedInChannel,
  deniedInSpace,
  putLine,
} from '../poll/audit-line.ts'
import { clearIndex } from '../poll/clear-index.ts'
import { indexed } from '../poll/index-records.ts'
import { linkedPolls } from '../poll/link-records.ts'
import { namedManagers } from '../poll/named-managers.ts'
import { openPolls } from '../poll/open-polls.ts'
import { placeLinkSpaces, placeLinks } from '../poll/place-link.ts'
import { heads, keyedPolls, latest, lists, spaces } from '../poll/poll-records.ts'
import { settingsKind } from '../poll/settings-store.ts'
import { spaces as groupSpaces, groups, pasts } from '../reading/group-store.ts'
import { owners } from '../reading/poll-owners.ts'
import { publishedCalendars } from '../reading/published-events.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobs } from '../store/job-store.ts'
import { type Kind, removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { uses } from '../store/use-counter.ts'
import { departures } from './departures.ts'

/** How long uses are counted, in ms. */
const countedMs = 24 * 3_600_000

/** A space of an older version, and the one that it is part of now. */
interface Join {
  readonly part: SpaceId
  readonly whole: SpaceId
}

interface Deps {
  readonly store: Store
  readonly ports: readonly Pick<ChatPort, 'platform' | 'joinedTo'>[]
  readonly log: Logger
}

/**
 * Moves what is stored of spaces that are part of another since: an older version kept each private conversation of Slack
 * as a space of its own. Deny lists are where those of a channel are already. To be called before anybody is served; what
 * a crash has left is moved at the next start, because the list of spaces changes last.
 */
export async function joinSpaces({ store, ports, log }: Deps): Promise<void> {
  const joins = await findJoins(store, ports)
  for (const join of joins) {
    await movePolls(store, join)
    await moveGroups(store, join)
    for (const kind of [latest, settingsKind, namedManagers] as const)
      await moveAll<unknown>(store, kind, join)
    await moveUses(store, join)
    await moveAudit(store, join)
    await moveBoards(store, join)
    for (const hour of await store.scopesOf(jobs)) await rewriteAll(store, jobs, join, hour)
    await moveDeparture(store, join)
  }
  for (const { part, whole } of joins)
    for (const kind of [spaces, groupSpaces]) {
      const known = store.collection(kind)
      if ((await known.get(part)) === undefined) continue
      await known.set(whole, whole)
      await known.delete(part)
    }
  if (joins.length > 0) log.info({ spaces: joins.length }, 'spaces became part of another')
}

async function findJoins(store: Store, ports: Deps['ports']): Promise<readonly Join[]> {
  const found = new Map<SpaceId, Join>()
  for (const kind of [spaces, groupSpaces])
    for await (const [, part] of store.collection(kind).entries(skipCorrupt)) {
      const whole = ports.find(({ platform }) => part.startsWith(`${platform}:`))?.joinedTo?.(part)
      if (whole !== undefined) found.set(part, { part, whole })
    }
  return [...found.values()]
}

/** Heads first: the list leads to them, also after a crash. */
async function movePolls(store: Store, join: Join): Promise<void> {
  for await (const [id] of store.collection(lists, join.part).entries(skipCorrupt))
    await rewriteAll(store, heads, join, id)
  await rewriteAll(store, keyedPolls, join)
  await moveAll(store, openPolls, join)
  await moveAll(store, linkedPolls, join)
  await moveAll(store, lists, join)
  for await (const [hash] of store.collection(placeLinks, join.part).entries(skipCorrupt))
    await store.collection(placeLinkSpaces).set(hash, join.whole)
  await moveAll(store, placeLinks, join)
  await clearIndex(store, join.part, (space) => space === join.part)
  // The index of the whole lacks them until it is made again.
  await store.collection(indexed).clear()
}

async function moveGroups(store: Store, join: Join): Promise<void> {
  for await (const [id] of store.collection(groups, join.part).entries(skipCorrupt))
    await rewriteAll(store, pasts, join, id)
  await rewriteAll(store, owners, join)
  await moveAll(store, publishedCalendars, join)
  await moveAll(store, groups, join)
}

/**
 * Moves the records of a kind that are kept by their space. Those of a channel that was public first are replaced: they
 * are older, because a channel becomes private and not the other way round.
 */
async function moveAll<Value>(store: Store, kind: Kind<Value>, join: Join): Promise<void> {
  const [from, to] = [store.collection(kind, join.part), store.collection(kind, join.whole)]
  for await (const [id, value] of from.entries(skipCorrupt)) {
    await to.set(id, withSpace(kind, value, join))
    await from.delete(id)
  }
}

/** Changes the places in the records of a collection. */
async function rewriteAll<Value>(store: Store, kind: Kind<Value>, join: Join, scope?: string): Promise<void> {
  const records = store.collection(kind, scope)
  for await (const [id, value] of records.entries(skipCorrupt))
    if (isAbout(value, join)) await records.set(id, withSpace(kind, value, join))
}

async function moveUses(store: Store, { part, whole }: Join): Promise<void> {
  const [from, to] = [store.collection(uses, part), store.collection(uses, whole)]
  for await (const [id, { at }] of from.entries(skipCorrupt)) {
    const there = (await to.get(id))?.at ?? []
    const all = [...new Set([...there, ...at])].toSorted((a, b) => a - b)
    await to.set(id, { v: 1, at: all }, countedMs)
    await from.delete(id)
  }
}

async function moveAudit(store: Store, join: Join): Promise<void> {
  for await (const [id, line] of store.collection(auditLines, join.part).entries(skipCorrupt)) {
    const [before, after] = [auditKey(join.part, id), auditKey(join.whole, id)]
    const moved = toChannelLine(withSpace(auditLines, line, join))
    await store.transact(line.scope, [before, after], () => ({
      changes: [removeKey(before), putLine(after, moved, line.scope)],
      result: undefined,
    }))
  }
}

/** Its deny list was that of the space, which is that of its channel now. */
const toChannelLine = (line: AuditLine): AuditLine => ({
  ...line,
  changes: line.changes.map((change) =>
    change.field === deniedInSpace ? { ...change, field: deniedInChannel } : change,
  ),
})

/** The id of a message's record is made from its place. */
async function moveBoards(store: Store, join: Join): Promise<void> {
  for await (const [board] of store.collection(boardNames).entries(skipCorrupt)) {
    const messages = store.collection(shownMessages, board)
    for await (const [id, shown] of messages.entries(skipCorrupt)) {
      if (!isAbout(shown, join)) continue
      const moved = withSpace(shownMessages, shown, join)
      await messages.set(digestOf(moved.message), moved)
      await messages.delete(id)
    }
  }
}

async function moveDeparture(store: Store, { part, whole }: Join): Promise<void> {
  const records = store.collection(departures)
  const left = await records.get(part)
  if (left === undefined) return
  if ((await records.get(whole)) === undefined) await records.set(whole, left)
  await records.delete(part)
}

const isAbout = (value: unknown, { part }: Join): boolean =>
  JSON.stringify(value).includes(`"space":${JSON.stringify(part)}`)

/** The value with every place in it in the other space. */
const withSpace = <Value>(kind: Kind<Value>, value: Value, { part, whole }: Join): Value =>
  z.parse(
    kind.schema,
    JSON.parse(JSON.stringify(value), (name, inner: unknown) =>
      name === 'space' && inner === part ? whole : inner,
    ),
  )
