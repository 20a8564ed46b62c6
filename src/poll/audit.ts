import { type Caller, isManager, type Person, type Place, toErasedPerson } from '../chat/caller.ts'
import type { RankIn } from '../chat/sight.ts'
import { skipCorrupt } from '../store/collection.ts'
import { removeKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type AuditLine, auditKey, auditLines, isAbout, isAboutSpace, putLine } from './audit-line.ts'
import { mayManage, requirePermission } from './permissions.ts'
import { spaces } from './poll-records.ts'

interface Deps {
  readonly store: Store
  readonly rankIn: RankIn
}

/** Reading the audit. Its lines are written with what they are about, and changed only when a person is erased. */
export function createAudit({ store, rankIn }: Deps) {
  async function* linesAbout({ id }: Person) {
    for await (const [, space] of store.collection(spaces).entries(skipCorrupt))
      for await (const [key, line] of store.collection(auditLines, space).entries(skipCorrupt))
        if (isAbout(line, id)) yield { space, key, line }
  }

  return {
    /**
     * The lines about the caller's channel, its threads that they manage, and the deny list of the space, newest first.
     *
     * @throws UserError unless the caller manages the channel.
     */
    async read(caller: Caller): Promise<readonly AuditLine[]> {
      requirePermission(mayManage(caller), 'see the audit', 'a manager of this channel')
      const { space, channel } = caller.place
      const found: AuditLine[] = []
      for await (const [, line] of store.collection(auditLines, space).entries(skipCorrupt))
        if (line.place.channel === channel || isAboutSpace(line)) found.push(line)
      const isManaged = await createManagedTest(rankIn, caller, found)
      return found.filter(isManaged).toSorted((a, b) => b.at - a.at)
    },

    /** The lines of every space that name the person. */
    async exportFor(person: Person): Promise<readonly Omit<AuditLine, 'v' | 'scope'>[]> {
      const found: Omit<AuditLine, 'v' | 'scope'>[] = []
      for await (const { line } of linesAbout(person)) {
        const { v: _, scope: __, ...rest } = line
        found.push(rest)
      }
      return found.toSorted((a, b) => a.at - b.at)
    },

    /** Takes a person's name out of every line. */
    async erasePerson(person: Person): Promise<void> {
      for await (const { space, key, line } of linesAbout(person)) {
        // Under another id: that of an attempt from another space has the person in it.
        const [before, after] = [auditKey(space, key), auditKey(space)]
        await store.transact(line.scope, [before, after], ([stored]) => ({
          changes:
            stored === undefined
              ? []
              : [removeKey(before), putLine(after, withoutPerson(stored, person), stored.scope)],
          result: undefined,
        }))
      }
    },
  }
}

export type Audit = ReturnType<typeof createAudit>

function withoutPerson(line: AuditLine, { id }: Person): AuditLine {
  const erased = toErasedPerson(line.place.platform)
  return {
    ...line,
    ...(line.person?.id === id && { person: erased }),
    ...(line.subject?.id === id && { subject: erased }),
  }
}

/** A test of whether the caller manages where a line is about; asks about each thread once. */
async function createManagedTest(rankIn: RankIn, caller: Caller, lines: readonly AuditLine[]) {
  const isOther = ({ channel, thread }: Place) => channel === caller.place.channel && thread !== undefined
  const threads = new Map(lines.map(({ place }) => [place.thread, place]))
  const ranks = await Promise.all(
    [...threads].map(
      async ([thread, place]) => [thread, isOther(place) && (await rankIn(caller, place))] as const,
    ),
  )
  const rankAt = new Map(ranks)
  return ({ place }: AuditLine): boolean => {
    const rank = rankAt.get(place.thread)
    return !isOther(place) || (rank !== undefined && rank !== false && isManager(rank))
  }
}
