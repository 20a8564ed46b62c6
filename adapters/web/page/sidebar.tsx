import { useId, useState } from 'preact/hooks'
import { addChannel, addPerson, type Here, type Member } from './api.ts'

interface Props {
  readonly here: Here
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  readonly go: (where: { person?: string; channel?: string }) => void
}

/** Where to go, and whom to speak as. */
export function Sidebar({ here, people, channels, go }: Props) {
  const id = useId()
  return (
    <>
      <p class="brand">
        <span aria-hidden="true">▦</span> Cruxgrid
      </p>
      <div class="field">
        <label for={id}>Speaking as</label>
        <select id={id} value={here.person} onChange={(event) => go({ person: event.currentTarget.value })}>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.rank === 'member' ? person.name : `${person.name} (${person.rank})`}
            </option>
          ))}
        </select>
      </div>
      <nav aria-label="Channels">
        <h2>Channels</h2>
        <ul>
          {channels.map((channel) => (
            <li key={channel}>
              <button
                type="button"
                class="channel"
                aria-current={channel === here.channel ? 'page' : undefined}
                onClick={() => go({ channel })}
              >
                # {channel}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Adding
        label="New channel"
        hint="Lower-case letters and dashes"
        add={async (name) => problemOf(await addChannel(name))}
      />
      <Adding
        label="New person"
        hint="A name"
        add={async (name) => problemOf(await addPerson(name, 'member'))}
      />
    </>
  )
}

const problemOf = (reply: object): string | undefined =>
  'happened' in reply ? `${reply.happened} ${'remedy' in reply ? reply.remedy : ''}` : undefined

interface AddingProps {
  readonly label: string
  readonly hint: string
  /** Resolves to what is wrong, if anything is. */
  readonly add: (name: string) => Promise<string | undefined>
}

function Adding({ label, hint, add }: AddingProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  return (
    <form
      class="adding"
      onSubmit={async (event) => {
        event.preventDefault()
        if (name.trim() === '') return
        const found = await add(name.trim())
        setProblem(found)
        if (found === undefined) setName('')
      }}
    >
      <label for={id}>{label}</label>
      <div class="row">
        <input
          id={id}
          value={name}
          placeholder={hint}
          maxLength={40}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button" aria-label={`Add: ${label}`}>
          Add
        </button>
      </div>
      {problem !== undefined && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
