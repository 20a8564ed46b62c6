import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import type { Button } from '../chat/view.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { GroupId } from './group.ts'

/** A private message that names people, and what it says once one of them is erased. */
export interface NamingNote {
  readonly people: readonly PersonId[]
  readonly text: string
  readonly unnamed: string
  /** They go with the names. */
  readonly buttons?: readonly Button[]
}

const Mention = z
  .object({
    v: z.literal(1),
    /** The text without names, which the message shows once one of them is erased. */
    unnamed: z.string(),
    /** Absent once one of the people is erased. */
    named: z
      .object({ people: z.array(PersonId).readonly(), text: z.string() })
      .readonly()
      .optional(),
  })
  .readonly()
/** A private message that names other people than the one who got it. */
export type Mention = z.infer<typeof Mention>

/** By group (the scope) and a digest of the message's key. */
export const mentions: Kind<Mention> = { name: 'mention', schema: Mention }

/** The private messages of groups that name people. */
export const createMentions = (store: Store) => ({
  addMention: (group: GroupId, id: string, mention: Mention): Promise<void> =>
    store.collection(mentions, group).set(id, mention),

  findMention: (group: GroupId, id: string): Promise<Mention | undefined> =>
    store.collection(mentions, group).get(id),

  /** The texts of private messages to others that name a person, by their ids. */
  async mentionsOf(group: GroupId, person: PersonId): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    for await (const [id, { named }] of store.collection(mentions, group).entries(() => {}))
      if (named?.people.includes(person)) found.set(id, named.text)
    return found
  },
})
