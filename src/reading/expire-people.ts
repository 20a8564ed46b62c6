import { type PersonId, toErasedPerson } from '../chat/caller.ts'
import { isKeptTooLong, keptMonths } from '../poll/settings.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { withoutAttacher } from './attachment.ts'
import type { Entry, Group, Past, Session, SessionId, Step } from './group.ts'
import type { GroupStore } from './group-store.ts'

interface Deps {
  readonly store: GroupStore
  readonly settings: Pick<SettingsStore, 'list'>
  readonly now: () => number
  /** Called when a session that is over has changed. */
  readonly touchSession: (group: Group, session: SessionId) => void
}

/**
 * Takes names and words out of the sessions that ended longer ago than their channels keep them, with the nominations of
 * their papers, and removes what was taken off the list as long ago. Counts stay. What a crash has left is done the next
 * time.
 *
 * @returns whether anything was removed.
 */
export async function expirePeople({ store, settings, now, touchSession }: Deps): Promise<boolean> {
  let count = 0
  for (const space of await store.spaces()) {
    const kept = new Map((await settings.list(space)).map(([channel, { keep }]) => [channel, keep]))
    for (const group of await store.list(space)) {
      const months = keptMonths(kept.get(group.place.channel))
      if (months === undefined) continue
      const isOver = (at: number) => isKeptTooLong(at, months, now())
      for (const { session, at, isNameless } of await store.history(group.id)) {
        if (isNameless === true || !isOver(at)) continue
        await store.changePast(group.id, session.id, (past) => withoutPeople(past, group.place.platform))
        await store.clearQuotes(session.id)
        touchSession(group, session.id)
        count += 1
      }
      if (!group.removed.some(({ at }) => isOver(at))) continue
      await store.change(space, group.id, (group) => ({
        ...group,
        removed: group.removed.filter(({ at }) => !isOver(at)),
      }))
      count += 1
    }
  }
  return count > 0
}

/** A session that is over and names nobody; who came and who voted for its paper is still counted. */
function withoutPeople({ session, entry, why: _, whyBy: __, ...past }: Past, platform: string): Past {
  const nobodies = (people: readonly PersonId[]) => people.map(() => toErasedPerson(platform).id)
  return {
    ...past,
    session: sessionWithoutPeople(session, nobodies),
    ...(entry !== undefined && { entry: entryWithoutPeople(entry, nobodies) }),
    isNameless: true,
  }
}

type Nobodies = (people: readonly PersonId[]) => PersonId[]

function sessionWithoutPeople(whole: Session, nobodies: Nobodies): Session {
  const { coming, notComing, roles, steps, attachments, ...session } = whole
  const { facilitator: _, notes: __, notesBy: ___, told: ____, comingBy: _____, ...known } = session
  const { remindedTwice: ______, begun: _______, leadCall: ________, ...rest } = known
  return {
    ...rest,
    coming: nobodies(coming),
    notComing: nobodies(notComing),
    reminded: {},
    ...(roles !== undefined && { roles: roles.map(({ name }) => ({ name })) }),
    ...withoutAttacher(attachments, () => true),
    steps: Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, stepWithoutPeople(step)])),
  }
}

const stepWithoutPeople = ({ state, ...step }: Step): Step => ({
  ...step,
  state: state.kind === 'done' ? { kind: 'done', at: state.at } : state,
})

const entryWithoutPeople = (
  { by: _, why: __, pinned, votes, ...entry }: Entry,
  nobodies: Nobodies,
): Entry => ({
  ...entry,
  whys: [],
  votes: nobodies(votes),
  ...(pinned !== undefined && { pinned: { date: pinned.date } }),
})
