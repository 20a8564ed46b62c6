import { LRUCache } from 'lru-cache'
import type { PersonId } from '../../../src/chat/caller.ts'
import { cleanName } from '../../../src/chat/clean-name.ts'
import { inTime } from '../../../src/chat/in-time.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import { backoff } from '../../../src/time/backoff.ts'
import type { Clock } from '../../../src/time/clock.ts'
import type { Account } from './account.ts'
import type { Accounts } from './accounts.ts'
import { isTokenRefused } from './faults.ts'
import { isPersonId, toPersonId, toTeamOf, toUserId } from './ids.ts'
import { createProfileStore, type Profile } from './profile-store.ts'
import type { Urgency } from './user-lookups.ts'
import type { Workspace } from './workspace.ts'
import type { Workspaces } from './workspaces.ts'

/** An older profile is shown, and asked for again. */
const freshMs = 24 * 3_600_000
/** A name is waited for if there is nothing else to show. */
const maxLookUpMs = 10_000
const maxHandles = 10_000
const pauseMsAfter = backoff({ minMs: 1000, maxMs: 60_000 })

interface Deps {
  readonly store: Store
  readonly workspaces: Workspaces
  readonly accounts: Accounts
  readonly clock: Clock
  readonly log: Logger
}

/**
 * The names and time zones of users: stored once for each workspace and person, and nowhere else. They decide nothing. A
 * profile is looked up before it is shown, and again once it is a day old.
 */
export function createProfiles({ store, workspaces, accounts, clock, log }: Deps) {
  const stored = createProfileStore(store, log)
  /** The names that came with deliveries, for people who aren't known yet. */
  const handles = new LRUCache<PersonId, string>({ max: maxHandles })
  const learning = createLearning()
  const stopping = new AbortController()

  const nameOf = (person: PersonId, older = ''): string =>
    stored.get(person)?.name ?? handles.get(person) ?? (older || person.slice(person.indexOf('.') + 1))

  const onNameChange = store.names.provide('slack', nameOf)

  /** Looks a person up until there is an answer. */
  async function look(person: PersonId, urgency: Urgency): Promise<void> {
    const team = toTeamOf(person)
    for (let failures = 1; !stopping.signal.aborted; failures += 1)
      try {
        const found = await stored.read(person)
        if (isFresh(found, clock.now())) {
          stored.remember(person, found)
          return onNameChange()
        }
        const workspace = await workspaces.find(team)
        if (workspace !== undefined) await accounts.find(workspace, toUserId(team, person) ?? '', { urgency })
        return
      } catch (fault) {
        if (isTokenRefused(fault)) return
        log.debug({ fault }, 'could not look up a person in Slack')
        await clock.pause(pauseMsAfter(failures), stopping.signal)
      }
  }

  function start(person: PersonId, urgency: Urgency): Promise<void> {
    const running = learning.get(person)
    if (running !== undefined) {
      const team = toTeamOf(person)
      accounts.raise(team, toUserId(team, person) ?? '', urgency)
      return running
    }
    return learning.start(person, () => look(person, urgency))
  }

  /**
   * Sees to it that people's names are known and up to date.
   *
   * @returns resolves when those that were unknown are known, or Slack can't be asked any more, or too many others were looked
   *   up and there is room again; `undefined` if all of them are known.
   */
  function learn(people: readonly PersonId[], urgency: Urgency): Promise<unknown> | undefined {
    const now = clock.now()
    const outdated = people.filter((person) => isPersonId(person) && !isFresh(stored.get(person), now))
    const started = outdated.map((person) => ({ person, running: start(person, urgency) }))
    const unknown = started.filter(({ person }) => stored.get(person) === undefined)
    return unknown.length === 0 ? undefined : Promise.all(unknown.map(({ running }) => running))
  }

  return {
    learn,
    nameOf,

    /** Takes an account that was looked up. */
    record(team: string, user: string, account: Account): void {
      const person = toPersonId(team, user)
      const before = stored.get(person)
      const profile = toProfile(account, clock.now())
      const isNew = !isFresh(before, clock.now()) || !isSame(before, profile)
      if (isNew) stored.set(person, profile)
      else stored.remember(person, profile)
      if (isNew) onNameChange()
    },

    /** The time zone of a person, if it is known. */
    zoneOf: (person: PersonId): string | undefined => stored.get(person)?.zone,

    /** Takes the name that came with a delivery: it is shown until their own is known, and never stored. */
    hear(person: PersonId, handle: string | undefined): void {
      const name = cleanName(handle ?? '')
      if (name !== '' && stored.get(person) === undefined) handles.set(person, name)
    },

    /** The name of a person, waited for if it isn't known. */
    async findName(person: PersonId): Promise<string> {
      const learned = learn([person], 'shown')
      if (learned !== undefined) await inTime(learned, maxLookUpMs, clock)
      return nameOf(person)
    },

    botName: (workspace: Workspace): Promise<string> => findBotName({ accounts, clock, log }, workspace),

    /** Whether the user doesn't exist or is deactivated, by Slack's answer now. @throws the fault if Slack can't say. */
    isAbsent: async (workspace: Workspace, user: string): Promise<boolean> =>
      (await accounts.findAnew(workspace, user)).rank === false,

    /** Reads what was stored before. */
    async load(): Promise<void> {
      await stored.load()
      onNameChange()
    },

    async erasePerson(person: PersonId): Promise<void> {
      handles.delete(person)
      await stored.erasePerson(person)
      onNameChange()
    },

    async eraseTeam(team: string): Promise<void> {
      await stored.eraseTeam(team)
      onNameChange()
    },

    /** Gives up who isn't known yet. */
    async stop(): Promise<void> {
      stopping.abort()
      accounts.stop()
      await stored.saved()
    },
  }
}

export type Profiles = ReturnType<typeof createProfiles>

/** One look-up of each person at a time. */
function createLearning() {
  const running = new Map<PersonId, Promise<void>>()
  let roomMade = Promise.withResolvers<void>()

  return {
    get: (person: PersonId) => running.get(person),

    /** Runs a look-up, unless too many are running. @returns resolves when it is over, or when there is room for it. */
    start(person: PersonId, look: () => Promise<void>): Promise<void> {
      if (running.size >= maxPending.names) return roomMade.promise
      const started = look().finally(() => {
        running.delete(person)
        roomMade.resolve()
        roomMade = Promise.withResolvers()
      })
      running.set(person, started)
      return started
    },
  }
}

/** The bot's name in the workspace. */
async function findBotName(
  { accounts, clock, log }: Pick<Deps, 'accounts' | 'clock' | 'log'>,
  workspace: Workspace,
): Promise<string> {
  const usual = 'Cruxgrid'
  try {
    return (await inTime(accounts.find(workspace, workspace.botUser), maxLookUpMs, clock))?.name ?? usual
  } catch (fault) {
    log.debug({ fault }, 'could not look up a person in Slack')
    return usual
  }
}

const isFresh = (profile: Profile | undefined, now: number): profile is Profile =>
  profile !== undefined && now - profile.at < freshMs

const isSame = (one: Profile, other: Profile): boolean =>
  one.name === other.name && one.zone === other.zone && one.kind === other.kind

function toProfile({ name = '', zone, kind }: Account, at: number): Profile {
  const clean = cleanName(name)
  return { v: 1, ...(clean !== '' && { name: clean }), ...(zone !== undefined && { zone }), kind, at }
}
