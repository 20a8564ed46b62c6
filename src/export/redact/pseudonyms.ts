import { createHmac, randomBytes } from 'node:crypto'
import { PersonId, type Place, SpaceId } from '../../chat/caller.ts'
import { labelOf, type Paper, PaperId, partsOf } from '../../paper/paper.ts'
import { VoterId } from '../../poll/ballot.ts'

/**
 * Other ids for people, places and typed papers: the same for the same one within a copy, and of no use outside it, since
 * the key is not stored.
 */
export function createPseudonyms() {
  const key = randomBytes(32)
  const hash = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)

  const space = (id: SpaceId): SpaceId => SpaceId.parse(`${platformOf(id)}:${hash('space', id)}`)

  /** A person or voter in one poll or group, with a different id in every other. */
  const inOne = (scope: string, id: string): string =>
    id.startsWith('v_') ? `v_${hash(scope, id)}` : `${platformOf(id)}:${hash(scope, id)}`

  const paperId = (id: PaperId): PaperId => {
    const { kind } = partsOf(id)
    // An address or a title was typed by a person.
    return kind === 'title' || kind === 'url' ? PaperId.parse(`${kind}:${hash('paper', id)}`) : id
  }

  return {
    space,
    person: (scope: string, id: PersonId): PersonId => PersonId.parse(inOne(scope, id)),
    voter: (scope: string, id: VoterId): VoterId => VoterId.parse(inOne(scope, id)),
    word: (text: string): string => hash('word', text),
    paperId,

    place: ({ platform, space: id, channel, thread }: Place): Place => ({
      platform,
      space: space(id),
      channel: hash('channel', channel),
      ...(thread !== undefined && { thread: hash('channel', thread) }),
    }),

    /** The paper by its id alone: its title may have been typed. */
    paper({ id }: Paper): Paper {
      const other = paperId(id)
      return { id: other, title: labelOf(other), authors: [] }
    },
  }
}

export type Pseudonyms = ReturnType<typeof createPseudonyms>

const platformOf = (id: string): string => id.slice(0, id.indexOf(':'))
