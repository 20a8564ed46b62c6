import { LRUCache } from 'lru-cache'
import { tooBusy } from '../../../src/chat/errors.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { type Account, readAccount, unknownAccount } from './account.ts'
import { isUserGone, retryAfterOf } from './faults.ts'
import { createTokenBucket } from './token-bucket.ts'
import { createUserList } from './user-list.ts'
import type { Workspace } from './workspace.ts'

/** At most 90 calls a minute: Slack allows `users.info` 100 times a minute and workspace. */
const infoRate = { burst: 30, intervalMs: 1000 }
/** Calls of a burst that are kept for look-ups that an act waits for. */
const sparedCalls = 10
const maxConcurrency = 8
/** If more people than these are waiting, the list of the workspace is read first. */
const maxAlone = 30
/** Workspaces with a queue. One that is dropped is worked off; the next one of its workspace starts with a full bucket. */
const maxQueues = 1000

/** Who comes first: people whose act waits for it, those about to be shown, those in an export, the rest. */
const urgencies = ['asked', 'shown', 'exported', 'rest'] as const
export type Urgency = (typeof urgencies)[number]

/** Why a user is looked up. */
export interface Reason {
  readonly urgency: Urgency
  /** Aborts when the caller stops waiting: the reason doesn't count any more. */
  readonly signal?: AbortSignal | undefined
}

interface Wanted {
  reasons: readonly Reason[]
  /** Whether a list of the workspace was read and they were not in it. */
  isListed: boolean
  readonly answer: PromiseWithResolvers<Account>
}

interface Deps {
  readonly clock: Clock
  /** Called with the accounts of people who were listed besides those wanted. */
  readonly onListed: (team: string, user: string, account: Account) => void
}

/**
 * Looks up the accounts of users, in one queue for each workspace that stays below Slack's rate. After a rate limit that
 * queue waits, and nothing else.
 */
export function createUserLookups(deps: Deps) {
  const queues = new LRUCache<string, ReturnType<typeof createQueue>>({ max: maxQueues })
  const stopping = new AbortController()

  function queueOf(workspace: Workspace) {
    const known = queues.get(workspace.team)
    // The app may have been installed again.
    if (known?.botToken === workspace.botToken) return known
    const queue = createQueue(deps, workspace, stopping.signal)
    queues.set(workspace.team, queue)
    return queue
  }

  return {
    /** The account of a user as Slack describes it now. @throws the fault if Slack can't say; UserError if too many wait. */
    find: (workspace: Workspace, user: string, reason: Reason): Promise<Account> =>
      queueOf(workspace).find(user, reason),
    /** A user who is looked up already is more urgent now. */
    raise: (team: string, user: string, urgency: Urgency): void => queues.get(team)?.raise(user, { urgency }),
    /** Who isn't found yet isn't looked up any more. */
    stop: (): void => stopping.abort(),
  }
}

function createQueue({ clock, onListed }: Deps, workspace: Workspace, stopping: AbortSignal) {
  const { team, botToken } = workspace
  const waiting = new Map<string, Wanted>()
  const asking = new Map<string, { readonly wanted: Wanted; readonly asked: Promise<void> }>()
  const calls = createTokenBucket(infoRate, clock)
  const list = createUserList(workspace, clock)
  let blockedUntil = 0
  let isRunning = false
  let waking = new AbortController()

  function settle(user: string, account: Account): void {
    const wanted = waiting.get(user)
    waiting.delete(user)
    if (wanted === undefined) onListed(team, user, account)
    else wanted.answer.resolve(account)
  }

  async function readPage(): Promise<void> {
    try {
      const { accounts, isLast } = await list.readPage()
      for (const [user, account] of accounts) settle(user, account)
      if (!isLast) return
    } catch {
      // They are looked up one by one.
    }
    for (const wanted of waiting.values()) wanted.isListed = true
  }

  async function ask(user: string, wanted: Wanted): Promise<void> {
    try {
      wanted.answer.resolve(await lookUp(workspace, user))
    } catch (fault) {
      const waitMs = retryAfterOf(fault)
      if (waitMs === undefined) return wanted.answer.reject(fault)
      blockedUntil = clock.now() + waitMs
      enqueue(user, wanted)
    } finally {
      asking.delete(user)
    }
  }

  /** Does one step. @returns the time to wait before the next one, in ms. */
  async function step(): Promise<number> {
    const blockedMs = blockedUntil - clock.now()
    if (blockedMs > 0) return blockedMs
    if (asking.size >= maxConcurrency) {
      await Promise.race([...asking.values()].map(({ asked }) => asked))
      return 0
    }
    const next = firstOf(waiting)
    if (next === undefined) return 0
    const [user, wanted] = next
    const unlisted = [...waiting.values()].filter(({ isListed }) => !isListed).length
    const listMs = unlisted > 0 ? list.waitMs() : Number.POSITIVE_INFINITY
    const isForList = listMs <= 0 && unlisted > maxAlone
    const callMs = isForList ? 0 : calls.take(urgencyOf(wanted) === 'asked' ? 0 : sparedCalls)
    // A page takes one call for many, so it also spares those a long wait who would be next.
    if (isForList || (listMs <= 0 && callMs > 0)) {
      await readPage()
      return 0
    }
    if (callMs > 0) return Math.min(callMs, listMs)
    waiting.delete(user)
    asking.set(user, { wanted, asked: ask(user, wanted) })
    return 0
  }

  function enqueue(user: string, wanted: Wanted): void {
    waiting.set(user, wanted)
    waking.abort()
    if (!isRunning) void run()
  }

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.size > 0 && !stopping.aborted) {
      waking = new AbortController()
      const waitMs = await step()
      if (waitMs > 0) await clock.pause(waitMs, AbortSignal.any([waking.signal, stopping]))
    }
    isRunning = false
  }

  return {
    botToken,
    find(user: string, reason: Reason): Promise<Account> {
      const known = waiting.get(user) ?? asking.get(user)?.wanted
      if (known === undefined && waiting.size >= maxPending.people) return Promise.reject(tooBusy())
      const wanted: Wanted = known ?? { reasons: [], isListed: false, answer: Promise.withResolvers() }
      addReason(wanted, reason)
      if (known === undefined) enqueue(user, wanted)
      else waking.abort()
      return wanted.answer.promise
    },
    raise(user: string, reason: Reason): void {
      const wanted = waiting.get(user)
      if (wanted === undefined) return
      addReason(wanted, reason)
      waking.abort()
    },
  }
}

/** Reasons that don't count any more go, so that a long wait doesn't collect them. */
function addReason(wanted: Wanted, reason: Reason): void {
  const others = wanted.reasons.filter(
    (one) => isCurrent(one) && (one.urgency !== reason.urgency || one.signal !== reason.signal),
  )
  wanted.reasons = [...others, reason]
}

const isCurrent = ({ signal }: Reason): boolean => signal?.aborted !== true

/** The urgency of the most urgent reason whose signal hasn't aborted. */
function urgencyOf({ reasons }: Wanted): Urgency {
  const current = reasons.filter(isCurrent)
  return urgencies.find((urgency) => current.some((reason) => reason.urgency === urgency)) ?? 'rest'
}

/** The most urgent one, of several the one that has waited longest. */
function firstOf(waiting: ReadonlyMap<string, Wanted>): [user: string, wanted: Wanted] | undefined {
  let first: { readonly entry: [string, Wanted]; readonly rank: number } | undefined
  for (const entry of waiting) {
    const rank = urgencies.indexOf(urgencyOf(entry[1]))
    if (first === undefined || rank < first.rank) first = { entry, rank }
  }
  return first?.entry
}

async function lookUp(workspace: Workspace, user: string): Promise<Account> {
  try {
    const found = await workspace.callOnce('users.info', (client) => client.users.info({ user }))
    return readAccount(found, workspace.team)
  } catch (fault) {
    if (isUserGone(fault)) return unknownAccount
    throw fault
  }
}
