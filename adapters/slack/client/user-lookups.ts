import { z } from 'zod'
import type { Clock } from '../../../src/time/clock.ts'
import { createRecentUses } from '../../../src/time/rates.ts'
import { type Account, readAccount, toAccount, User, unknownAccount } from './account.ts'
import { isUserGone, retryAfterOf } from './faults.ts'
import type { Workspace } from './workspace.ts'

/** Slack allows `users.info` 100 times a minute and workspace, and `users.list` 20 times. */
const [infoRate, listRate] = [
  { max: 60, ms: 60_000 },
  { max: 20, ms: 60_000 },
]
const maxConcurrency = 8
/** If more people than these are waiting, all of the workspace are listed first. */
const maxAlone = 30
/** As many people as are remembered. It ends with the last one who is waiting. */
const [pageSize, maxPages] = [200, 15]

/** Who comes first: people whose act waits for it, those about to be shown, those in an export, the rest. */
const urgencies = ['asked', 'shown', 'exported', 'rest'] as const
export type Urgency = (typeof urgencies)[number]

const Page = z.object({
  members: z.array(User.extend({ id: z.string() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

interface Wanted {
  urgency: Urgency
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
  const queues = new Map<string, ReturnType<typeof createQueue>>()

  function queueOf(workspace: Workspace) {
    const queue = queues.get(workspace.team) ?? createQueue(deps, workspace)
    queues.set(workspace.team, queue)
    return queue
  }

  return {
    /** The account of a user as Slack describes it now. @throws the fault if Slack can't say. */
    find: (workspace: Workspace, user: string, urgency: Urgency): Promise<Account> =>
      queueOf(workspace).find(user, urgency),
    /** A user who is looked up already is more urgent now. */
    raise: (team: string, user: string, urgency: Urgency): void => queues.get(team)?.raise(user, urgency),
    /** Who isn't found yet isn't looked up any more. */
    stop(): void {
      for (const queue of queues.values()) queue.stop()
    },
  }
}

function createQueue({ clock, onListed }: Deps, workspace: Workspace) {
  const { team } = workspace
  const waiting = new Map<string, Wanted>()
  const asking = new Map<string, { readonly wanted: Wanted; readonly asked: Promise<void> }>()
  const uses = createRecentUses(clock.now)
  let blockedUntil = 0
  let isRunning = false
  let isStopping = false
  let wake = () => {}

  function settle(user: string, account: Account): void {
    const wanted = waiting.get(user)
    waiting.delete(user)
    if (wanted === undefined) onListed(team, user, account)
    else wanted.answer.resolve(account)
  }

  async function list(): Promise<void> {
    let cursor = ''
    try {
      for (let page = 0; page < maxPages && waiting.size > 0; page += 1) {
        if (uses.count('users.list', listRate) !== undefined) return
        const found = Page.parse(await listPage(workspace, cursor))
        for (const member of found.members) settle(member.id, toAccount(member, team))
        cursor = found.response_metadata?.next_cursor ?? ''
        if (cursor === '') return
      }
    } catch {
      // They are looked up one by one.
    } finally {
      for (const wanted of waiting.values()) wanted.isListed = true
    }
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
    const unlisted = [...waiting.values()].filter(({ isListed }) => !isListed).length
    const usedUp = unlisted > maxAlone ? undefined : uses.count('users.info', infoRate)
    // A list takes one call for many, so it also spares those a long wait who would be next.
    if (unlisted > maxAlone || (usedUp !== undefined && unlisted > 0)) {
      await list()
      return 0
    }
    if (usedUp !== undefined) return usedUp.freeAt - clock.now()
    const next = firstOf(waiting)
    if (next === undefined) return 0
    const [user, wanted] = next
    waiting.delete(user)
    asking.set(user, { wanted, asked: ask(user, wanted) })
    return 0
  }

  function enqueue(user: string, wanted: Wanted): void {
    waiting.set(user, wanted)
    wake()
    if (!isRunning) void run()
  }

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.size > 0 && !isStopping) {
      const waitMs = await step()
      const { promise: woken, resolve } = Promise.withResolvers<void>()
      wake = resolve
      if (waitMs > 0) await Promise.race([clock.pause(waitMs), woken])
    }
    isRunning = false
  }

  return {
    find(user: string, urgency: Urgency): Promise<Account> {
      const known = waiting.get(user) ?? asking.get(user)?.wanted
      if (known !== undefined) raise(known, urgency)
      const wanted = known ?? { urgency, isListed: false, answer: Promise.withResolvers<Account>() }
      if (known === undefined) enqueue(user, wanted)
      return wanted.answer.promise
    },
    raise(user: string, urgency: Urgency): void {
      const wanted = waiting.get(user)
      if (wanted !== undefined) raise(wanted, urgency)
    },
    stop(): void {
      isStopping = true
      wake()
    },
  }
}

function raise(wanted: Wanted, urgency: Urgency): void {
  if (urgencies.indexOf(urgency) < urgencies.indexOf(wanted.urgency)) wanted.urgency = urgency
}

/** The most urgent one, of several the one that has waited longest. */
function firstOf(waiting: ReadonlyMap<string, Wanted>): [user: string, wanted: Wanted] | undefined {
  let first: [string, Wanted] | undefined
  for (const entry of waiting)
    if (first === undefined || urgencies.indexOf(entry[1].urgency) < urgencies.indexOf(first[1].urgency))
      first = entry
  return first
}

const listPage = (workspace: Workspace, cursor: string) =>
  workspace.callOnce('users.list', (client) =>
    client.users.list({ limit: pageSize, ...(cursor !== '' && { cursor }) }),
  )

async function lookUp(workspace: Workspace, user: string): Promise<Account> {
  try {
    const found = await workspace.callOnce('users.info', (client) => client.users.info({ user }))
    return readAccount(found, workspace.team)
  } catch (fault) {
    if (isUserGone(fault)) return unknownAccount
    throw fault
  }
}
