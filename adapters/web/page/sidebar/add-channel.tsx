import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../../../../src/chat/answer.ts'
import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { addChannel, type NewChannel } from '../server/api.ts'
import { RichText } from '../view/rich-text.tsx'

interface Props {
  readonly people: readonly Member[]
  /** The names that are taken. */
  readonly channels: readonly string[]
  readonly onDone: (added: NewChannel) => void
}

/** A button that opens the form for a channel, which may be for some people only. */
export function AddChannel({ people, channels, onDone }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" class="place add" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span class="hash" aria-hidden="true">
          +
        </span>
        {labels.addChannel}
      </button>
      {isOpen && (
        <ChannelDialog
          people={people}
          channels={channels}
          onCancel={() => setOpen(false)}
          onDone={(added) => {
            setOpen(false)
            onDone(added)
          }}
        />
      )}
    </>
  )
}

function ChannelDialog({ people, channels, onDone, onCancel }: Props & { readonly onCancel: () => void }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<Pick<Refusal, 'happened' | 'remedy'>>()

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closing returns the focus to the button that opened the dialog.
    return () => element?.close()
  }, [])

  async function submit(form: HTMLFormElement) {
    const channel = readChannel(new FormData(form))
    if (channels.includes(channel.name)) return setProblem(labels.channelTaken)
    const added = await addChannel(channel)
    if ('happened' in added) setProblem(added)
    else onDone(channel)
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onCancel={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(event.currentTarget)
        }}
        // The menu behind the dialog closes with the same key.
        onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      >
        <h2 id={`${id}-title`}>{labels.addChannel}</h2>
        {problem !== undefined && (
          <p class="error box" role="alert">
            <strong>
              <RichText text={problem.happened} />
            </strong>{' '}
            <RichText text={problem.remedy} />
          </p>
        )}
        <div class="field">
          <label for={`${id}-name`}>{labels.channelName}</label>
          <input id={`${id}-name`} type="text" name="name" maxLength={40} required autocomplete="off" />
        </div>
        <PeopleField name="people" label={labels.seenBy} hint={labels.seenByEveryone} people={people} />
        <PeopleField name="managers" label={labels.managedBy} hint={labels.managersSeeIt} people={people} />
        <p class="warning">{labels.protectsNothing}</p>
        <div class="row end">
          <button type="button" class="button" onClick={onCancel}>
            {labels.cancel}
          </button>
          <button type="submit" class="button primary">
            {labels.add}
          </button>
        </div>
      </form>
    </dialog>
  )
}

interface PeopleFieldProps {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly people: readonly Member[]
}

function PeopleField({ name, label, hint, people }: PeopleFieldProps) {
  const id = useId()
  return (
    <fieldset class="field" aria-describedby={id}>
      <legend>{label}</legend>
      <div class="ticks">
        {people.map((person) => (
          <label key={person.id} class="tick">
            <input type="checkbox" name={name} value={person.id} />
            <span>{person.name}</span>
          </label>
        ))}
      </div>
      <p id={id} class="muted">
        {hint}
      </p>
    </fieldset>
  )
}

function readChannel(data: FormData): NewChannel {
  const name = String(data.get('name')).trim().toLowerCase().replaceAll(' ', '-')
  const people = data.getAll('people').map(String)
  const managers = data.getAll('managers').map(String)
  return { name, ...(people.length > 0 && { people }), ...(managers.length > 0 && { managers }) }
}
