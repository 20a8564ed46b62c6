import { useEffect, useId, useState } from 'preact/hooks'
import type { Call } from '../../../src/chat/call.ts'
import type { Button, Part, View } from '../../../src/chat/view.ts'
import { LivePicture } from './picture.tsx'
import { Words } from './words.tsx'

type Press = (call: Call) => void
type Row = Extract<Part, { kind: 'buttons' }>

interface Props {
  readonly view: View
  readonly press: Press
}

/** A view as elements, in its own order. Where there is something to press, tables are folded to keep it near. */
export function Shown({ view, press }: Props) {
  const isFolded = view.parts.some(({ kind }) => kind === 'buttons')
  return (
    <div class="view">
      {blocksOf(view.parts).map((block, at) =>
        'rows' in block ? (
          <ButtonRows key={at} rows={block.rows} press={press} />
        ) : (
          <PartElement key={at} part={block.part} isFolded={isFolded} press={press} />
        ),
      )}
    </div>
  )
}

interface PartProps {
  readonly part: Part
  readonly isFolded: boolean
  readonly press: Press
}

function PartElement({ part, isFolded, press }: PartProps) {
  switch (part.kind) {
    case 'heading':
      return (
        <h2>
          <Words text={part.text} />
        </h2>
      )
    case 'text':
      return (
        <p>
          <Words text={part.text} />
        </p>
      )
    case 'quote':
      return (
        <figure class="quote">
          <blockquote>
            <Words text={part.text} />
          </blockquote>
          {part.from !== undefined && (
            <figcaption>
              <Words text={part.from} />
            </figcaption>
          )}
        </figure>
      )
    case 'facts':
      return (
        <dl class="facts">
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
      return <Table part={part} isFolded={isFolded} />
    case 'picture':
      return <LivePicture picture={part.picture} />
    case 'file':
      return <Download part={part} />
    case 'buttons':
      return <ButtonRows rows={[part]} press={press} />
    case 'choices':
      return <Choices part={part} press={press} />
  }
}

interface TableProps {
  readonly part: Extract<Part, { kind: 'table' }>
  readonly isFolded: boolean
}

function Table({ part: { caption, rows }, isFolded }: TableProps) {
  const [head = [], ...body] = rows
  return (
    <details open={!isFolded}>
      <summary>{caption}</summary>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map(([name, ...cells], at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Download({ part: { name, type, content } }: { readonly part: Extract<Part, { kind: 'file' }> }) {
  const [url, setUrl] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([content], { type }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [type, content])
  return (
    <a class="button download" href={url} download={name}>
      Download {name}
    </a>
  )
}

function Choices({
  part,
  press,
}: {
  readonly part: Extract<Part, { kind: 'choices' }>
  readonly press: Press
}) {
  const id = useId()
  const [chosen, choose] = useState(0)
  return (
    <div class="choices">
      <label for={id}>{part.label}</label>
      <select id={id} value={chosen} onChange={({ currentTarget }) => choose(currentTarget.selectedIndex)}>
        {part.choices.map(({ label }, at) => (
          <option key={at} value={at}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        onClick={() => {
          const call = part.choices[chosen]?.call
          if (call !== undefined) press(call)
        }}
      >
        Go
      </button>
    </div>
  )
}

interface RowsProps {
  readonly rows: readonly Row[]
  readonly press: Press
}

/** Rows of buttons. Several rows of three stand in columns, as under the picture of a poll. */
function ButtonRows({ rows, press }: RowsProps) {
  const isTrio = (at: number) => rows[at]?.buttons.length === 3
  return (
    <div class="controls">
      {rows.map(({ buttons }, at) => (
        <div key={at} class={isTrio(at) && (isTrio(at - 1) || isTrio(at + 1)) ? 'row trio' : 'row'}>
          <Buttons buttons={buttons} press={press} />
        </div>
      ))}
    </div>
  )
}

/** Buttons that make their calls. */
export function Buttons({ buttons, press }: { readonly buttons: readonly Button[]; readonly press: Press }) {
  return buttons.map(({ label, call, style }) => (
    <button key={label} type="button" class={`button ${style ?? ''}`} onClick={() => press(call)}>
      {label}
    </button>
  ))
}

type Block = { readonly part: Part } | { readonly rows: readonly Row[] }

/** Rows of buttons that follow each other belong together. */
function blocksOf(parts: readonly Part[]): readonly Block[] {
  const blocks: Block[] = []
  for (const part of parts) {
    const last = blocks.at(-1)
    if (part.kind !== 'buttons') blocks.push({ part })
    else if (last !== undefined && 'rows' in last) blocks.splice(-1, 1, { rows: [...last.rows, part] })
    else blocks.push({ rows: [part] })
  }
  return blocks
}
