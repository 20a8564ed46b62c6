import { useState } from 'preact/hooks'
import type { Form } from '../../../../src/chat/answer.ts'
import { toPlainText } from '../../../../src/chat/plain-text.ts'
import type { Member, Reply } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { sendInput, type UserInput } from '../server/api.ts'
import type { Events } from '../server/events.ts'
import type { Origin } from './origin.ts'
import { useMessages } from './use-messages.ts'
import { useNotes } from './use-notes.ts'

export interface ConversationProps {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** The private note, or the message to everyone, that a call has brought. */
export type Brought = {
  /** Whether it answers a control that stays where it is, rather than something typed. */
  readonly isPressed: boolean
} & ({ readonly note: string; readonly summary: string } | { readonly message: string })

/** The state of a channel or thread as one person sees it, and what that person can do in it. */
export function useConversation({ address, people, events }: ConversationProps) {
  const [announcement, setAnnouncement] = useState('')
  const [openForm, setOpenForm] = useState<{ readonly form: Form; readonly origin: Origin }>()
  const [brought, setBrought] = useState<Brought>()
  const { messages, ...earlier } = useMessages({ address, people, events }, setAnnouncement)
  const { notes, addNote, dismissNote } = useNotes(messages?.at(-1)?.id, setAnnouncement)

  function receive(reply: Reply, origin: Origin, typed?: string): void {
    const isPressed = origin.message !== undefined || origin.note !== undefined
    switch (reply.kind) {
      case 'posted':
        setBrought({ isPressed, message: reply.id })
        if (origin.note !== undefined) dismissNote(origin.note)
        return
      case 'form':
        setOpenForm({ form: reply, origin })
        return
      case 'refusal':
        if (reply.isRepeat === true) return
        setBrought({
          isPressed,
          note: addNote(reply, origin, typed),
          summary: toPlainText(reply.happened),
        })
        return
      case 'shown':
        setBrought({ isPressed, note: addNote(reply, origin, typed), summary: reply.view.summary })
    }
  }

  /**
   * @param signal Gives up waiting for the connection.
   * @returns whether it was accepted; if not, the typed text is put back.
   */
  async function send(input: UserInput, origin: Origin = {}, signal?: AbortSignal): Promise<boolean> {
    const reply = await sendInput(address, input, signal)
    receive(reply, origin, 'text' in input ? input.text : undefined)
    return reply.kind !== 'refusal'
  }

  return {
    ...earlier,
    messages,
    notes,
    /** Read out by screen readers. */
    announcement,
    openForm,
    brought,
    send,
    dismissNote,
    closeForm: () => setOpenForm(undefined),
    /** Takes the answer to the form that is open. */
    finishForm(reply: Reply): void {
      setOpenForm(undefined)
      if (openForm !== undefined) receive(reply, openForm.origin)
    },
  }
}
