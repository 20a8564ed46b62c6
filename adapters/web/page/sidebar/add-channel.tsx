import { useId, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../../../../src/chat/answer.ts'
import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { Restored } from '../form/restored.tsx'
import { useDialog } from '../form/use-dialog.ts'
import { useKeptForm } from '../form/use-kept-form.ts'
import { addChannel, type NewChannel } from '../server/api.ts'
import { RichText } from '../view/rich-text.tsx'

interface Props {
  /** Who adds it. */
  readonly person: string
  readonly people: readonly Member[]
  /** The names that are taken. */
  readonly channels: readonly string[]
  readonly onDone: (added: NewChannel) => void
}

/** A button that opens the form for a channel, which may be for some people only. */
export function AddChannel({ onDone, ...props }: Props) {
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
          {...props}
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

function ChannelDialog({
  person,
  people,
  channels,
  onDone,
  onCancel,
}: Props & { readonly onCancel: () => void }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<Pick<Refusal, 'happened' | 'remedy'>>()
  const kept = useKeptForm({ name: JSON.stringify([person, 'add a channel']), isSecret: false })
  useDialog(dialog, onCancel)

  async function submit(form: HTMLFormElement) {
    const channel = readChannel(new FormData(form))
    if (channels.includes(channel.name)) return setProblem(labels.channelTaken)
    const added = await addChannel(channel, person)
    if ('happened' in added) return setProblem(added)
    kept.forget()
    onDone(channel)
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onCancel={onCancel}>
      <form
        key={kept.generation}
        ref={kept.form}
        onInput={kept.keep}
        onSubmit={(event) => {
          event.preventDefault()
          submit(event.currentTarget)
        }}
      >
        <h2 id={`${id}-title`}>{labels.addChannel}</h2>
        {kept.isRestored && <Restored onStartOver={kept.startOver} />}
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
