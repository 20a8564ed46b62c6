import { useEffect, useState } from 'preact/hooks'
import type { Part, View } from '../../../../src/chat/view.ts'
import { type PlainPart, withoutCards } from '../../../../src/chat/without-cards.ts'
import { labels } from '../../labels.ts'
import { ButtonRows, Buttons, Choices, type Press, type Row } from './controls.tsx'
import { InteractivePicture } from './picture.tsx'
import { RichText } from './rich-text.tsx'

interface Props {
  readonly view: View
  readonly onPress: Press
  /** Whether it is a region of its own name; two of one name would not be told apart. */
  readonly isNamed?: boolean
  /** Whether the parts of its picture are reached with the keyboard. */
  readonly isExplorable?: boolean
}

/** A view as elements, in its own order. In a view with buttons, tables are folded so that the buttons stay in sight. */
export function ViewElement({ view, onPress, isNamed = true, isExplorable = false }: Props) {
  const isFolded = view.parts.some(({ kind }) => kind === 'buttons' || kind === 'card')
  return (
    <section class="view" data-state={view.state} aria-label={isNamed ? view.name : undefined}>
      {toBlocks(view.parts).map((block) =>
        'rows' in block ? (
          <ButtonRows key={block.key} rows={block.rows} onPress={onPress} />
        ) : (
          <PartElement key={block.key} part={block.part} {...{ isFolded, isExplorable, onPress }} />
        ),
      )}
    </section>
  )
}

interface PartProps {
  readonly part: PlainPart
  readonly isFolded: boolean
  readonly isExplorable: boolean
  readonly onPress: Press
}

function PartElement({ part, isFolded, isExplorable, onPress }: PartProps) {
  switch (part.kind) {
    case 'heading':
      return (
        <h2>
          <RichText text={part.text} />
        </h2>
      )
    case 'text':
      return <Line part={part} onPress={onPress} />
    case 'quote':
      return (
        <figure class="quote">
          <blockquote>
            <RichText text={part.text} />
          </blockquote>
          {part.from !== undefined && (
            <figcaption>
              <RichText text={part.from} />
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
                <RichText text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <Table part={part} isFolded={isFolded} />
    case 'picture':
      return <InteractivePicture picture={part.picture} isExplorable={isExplorable} />
    case 'file':
      return <Download part={part} />
    case 'buttons':
      return <ButtonRows rows={[part]} onPress={onPress} />
    case 'choices':
      return <Choices part={part} onPress={onPress} />
  }
}

interface LineProps {
  readonly part: Extract<Part, { kind: 'text' }>
  readonly onPress: Press
}

/** A text, with what can be done about it alone at its end. */
function Line({ part: { text, tone, button }, onPress }: LineProps) {
  const words = (
    <p class={tone}>
      <RichText text={text} />
    </p>
  )
  if (button === undefined) return words
  return (
    <div class="line">
      {words}
      <Buttons buttons={[button]} onPress={onPress} />
    </div>
  )
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
    const created = URL.createObjectURL(new Blob([content], { type }))
    setUrl(created)
    return () => URL.revokeObjectURL(created)
  }, [type, content])
  return (
    <a class="button download" href={url} download={name}>
      {labels.download(name)}
    </a>
  )
}

type Block = { readonly key: string } & ({ readonly part: PlainPart } | { readonly rows: readonly Row[] })

/**
 * Groups adjacent rows of buttons. A block's key counts only blocks of its kind, so that it stays the same when blocks
 * of other kinds are inserted before it, and a pressed button keeps the focus when the view is edited.
 */
function toBlocks(parts: readonly Part[]): readonly Block[] {
  const blocks: Block[] = []
  const counts = new Map<Part['kind'], number>()
  for (const part of withoutCards(parts)) {
    const last = blocks.at(-1)
    if (part.kind === 'buttons' && last !== undefined && 'rows' in last) {
      blocks.splice(-1, 1, { ...last, rows: [...last.rows, part] })
      continue
    }
    const count = counts.get(part.kind) ?? 0
    counts.set(part.kind, count + 1)
    const key = `${part.kind} ${count}`
    blocks.push(part.kind === 'buttons' ? { key, rows: [part] } : { key, part })
  }
  return blocks
}
