import type { Person, Sent } from './entities.ts'
import type { Happenings } from './happenings.ts'
import type { Asked, OpenView, Workspace } from './world.ts'

/** Keeps what people asked and notices when they are answered. */
export function createAsks(happenings: Happenings) {
  const waiting = new Set<Asked>()
  const heard = new Map<string, { readonly sent: Sent; readonly at: number }>()

  function answer(asked: Asked): void {
    if (!waiting.delete(asked)) return
    asked.isAnswered = true
    asked.answeredAt = performance.now()
    happenings.changed()
  }

  function isAnswer({ kind, workspace, channel, person }: Asked, sent: Sent, where: Workspace): boolean {
    if (workspace !== where || kind === 'suggestion' || kind === 'home') return false
    if (sent.seenBy !== undefined)
      return sent.seenBy === person.id && (channel === undefined || channel.id === sent.channel)
    return sent.channel === channel?.id || isDirectWith(person, sent, where)
  }

  const isDirectWith = (person: Person, sent: Sent, where: Workspace) => {
    const channel = where.channels.get(sent.channel)
    return channel?.kind === 'im' && channel.members.has(person.id)
  }

  function hears(sent: Sent, where: Workspace): void {
    const at = performance.now()
    if (sent.seenBy !== undefined) heard.set(sent.seenBy, { sent, at })
    const channel = where.channels.get(sent.channel)
    if (channel?.kind === 'im') for (const member of channel.members) heard.set(member, { sent, at })
    happenings.changed()
  }

  return {
    open(given: Omit<Asked, 'askedAt' | 'pastMs' | 'isAnswered'>): Asked {
      const asked: Asked = { ...given, askedAt: performance.now(), pastMs: 0, isAnswered: false }
      waiting.add(asked)
      return asked
    },
    answer,
    hears,
    /** Notices a message that the bot posted, not in answer to an address of somebody. */
    sees(sent: Sent, where: Workspace): void {
      hears(sent, where)
      for (const asked of [...waiting]) if (isAnswer(asked, sent, where)) answer(asked)
    },
    /** Notices a home that the bot showed. */
    seesHome(view: OpenView): void {
      for (const asked of [...waiting])
        if (asked.kind === 'home' && asked.person.id === view.user) {
          asked.view = view
          answer(asked)
        }
    },
    /** What this person alone was shown last. */
    lastHeard(person: Person): Sent | undefined {
      const sent = heard.get(person.id)?.sent
      return sent?.isDeleted === true ? undefined : sent
    },
    /** Whether who asked was told something alone since, where a message for all may have answered them first. */
    wasTold: ({ person, askedAt, view }: Asked): boolean =>
      view !== undefined || (heard.get(person.id)?.at ?? -1) >= askedAt,
  }
}

export type Asks = ReturnType<typeof createAsks>
