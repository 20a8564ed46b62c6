import { type Group, GroupId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { noteView } from '../views/note-view.ts'
import { groupGoneView } from '../views/session-note-view.ts'
import type { Rendered } from './boards.ts'

const pattern = /^mention:(?<group>[^/]+)\/(?<id>.+)$/

interface Deps {
  readonly store: Pick<GroupStore, 'findMention'>
}

/** The name of the board that shows a private message which names people. */
export const mentionBoard = ({ id }: Group, mention: string): string => `mention:${id}/${mention}`

export const isMention = (board: string): boolean => board.startsWith('mention:')

/** As long as it names people it stays as it was sent: with its buttons, which aren't stored. */
export async function renderMention({ store }: Deps, board: string): Promise<Rendered> {
  const { group, id = '' } = pattern.exec(board)?.groups ?? {}
  const mention = await store.findMention(GroupId.parse(group), id)
  if (mention === undefined) return { view: groupGoneView }
  const { named, unnamed } = mention
  return named === undefined ? { view: noteView(unnamed) } : { view: noteView(named.text), revision: 0 }
}
