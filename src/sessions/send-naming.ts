import { createHash } from 'node:crypto'
import { mentionBoard } from '../board/mention-board.ts'
import type { PersonId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { Group } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { NamingNote } from '../reading/mentions.ts'
import { noteView } from '../views/note-view.ts'
import { sendPrivately } from './send-privately.ts'

interface Deps extends Omit<Parameters<typeof sendPrivately>[0], 'onSent'> {
  readonly store: Pick<GroupStore, 'addMention'>
  readonly onBoardPosted: (board: string, message: Message, revision?: number) => Promise<void>
}

/** As `sendPrivately`, and keeps the messages true: those to the people named themselves stay theirs. */
export async function sendNaming(
  deps: Deps,
  group: Group,
  receivers: readonly PersonId[],
  { people, text, unnamed, buttons }: NamingNote,
  key: string,
): Promise<void> {
  async function onSent(receiver: PersonId, message: Message): Promise<void> {
    const others = people.filter((person) => person !== receiver)
    if (others.length === 0) return
    const id = createHash('sha256').update(`${key}/${receiver}`).digest('base64url')
    await deps.store.addMention(group.id, id, { v: 1, unnamed, named: { people: others, text } })
    await deps.onBoardPosted(mentionBoard(group, id), message, 0)
  }
  await sendPrivately({ ...deps, onSent }, group, receivers, noteView(text, buttons), key)
}
