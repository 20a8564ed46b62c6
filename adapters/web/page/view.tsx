import { useId, useState } from 'preact/hooks'
import type { Call } from '../../../src/chat/call.ts'
import type { Button, Part, View } from '../../../src/chat/view.ts'
import { LivePicture } from './picture.tsx'
import { Words } from './span.tsx'

type Perform = (call: Call) => void

/** A view as elements of the page: one case for each kind of part. */
export function Shown({ view, perform }: { view: View; perform: Perform }) {
  return (
    <div class="view">
      {view.parts.map((part, i) => (
        <OnePart key={i} part={part} perform={perform} />
      ))}
    </div>
  )
}

function OnePart({ part, perform }: { part: Part; perform: Perform }) {
  switch (part.kind) {
    case 'heading':
      return (
        <h3>
          <Words text={part.text} />
        </h3>
      )
    case 'text':
      return (
        <p>
          <Words text={part.text} />
        </p>
      )
    case 'quote':
      return (
        <blockquote>
          <p>
            <Words text={part.text} />
          </p>
          {part.from !== undefined && (
            <footer>
              <Words text={part.from} />
            </footer>
          )}
        </blockquote>
      )
    case 'facts':
      return (
        <dl>
          {part.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Words text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <Table caption={part.caption} rows={part.rows} />
    case 'picture':
      return <LivePicture picture={part.picture} />
    case 'file':
      return <File part={part} />
    case 'buttons':
      return <Buttons buttons={part.buttons} perform={perform} />
    case 'choices':
      return <Choices label={part.label} choices={part.choices} perform={perform} />
  }
}

/** The text twin: folded away, for the picture says the same to who can see it. */
function Table({ caption, rows }: { caption: string; rows: readonly (readonly string[])[] }) {
  const [head = [], ...body] = rows
  return (
    <details>
      <summary>As a table</summary>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function File({ part: { name, type, content } }: { part: Extract<Part, { kind: 'file' }> }) {
  function download() {
    const url = URL.createObjectURL(new Blob([content], { type }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div class="buttons">
      <button type="button" class="button" onClick={download}>
        Download {name}
      </button>
    </div>
  )
}

export function Buttons({ buttons, perform }: { buttons: readonly Button[]; perform: Perform }) {
  return (
    <div class={buttons.length === 3 ? 'buttons three' : 'buttons'}>
      {buttons.map(({ label, call, style }) => (
        <button key={label} type="button" class={`button ${style ?? ''}`} onClick={() => perform(call)}>
          {label}
        </button>
      ))}
    </div>
  )
}

function Choices({
  label,
  choices,
  perform,
}: {
  label: string
  choices: readonly Button[]
  perform: Perform
}) {
  const id = useId()
  const [chosen, setChosen] = useState(0)
  return (
    <div class="choices">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
        {choices.map((choice, i) => (
          <option key={choice.label} value={i}>
            {choice.label}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        aria-label={`Show: ${label}`}
        onClick={() => {
          const choice = choices[chosen]
          if (choice !== undefined) perform(choice.call)
        }}
      >
        Show
      </button>
    </div>
  )
}
