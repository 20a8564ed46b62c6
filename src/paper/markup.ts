import { Parser } from 'htmlparser2'
import { BadAnswer } from './http/bad-answer.ts'

const maxDepth = 64
const maxElements = 20_000
/** Of one element. */
const maxAttributes = 200

interface Reading {
  /** XML, where every element must be closed; else HTML. */
  readonly xmlMode: boolean
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void
  /** Called with pieces of text. */
  readonly onText: (text: string) => void
  readonly onClose: (name: string) => void
}

/**
 * Parses markup that may be hostile. Doesn't expand entities that it declares. The callbacks may throw to stop it.
 *
 * @throws BadAnswer at a depth of more than 64, at the 20,001st element, and at an element's 201st attribute: the
 *   parser takes quadratic time in the depth.
 */
export function parseMarkup(text: string, { xmlMode, onOpen, onText, onClose }: Reading): void {
  let depth = 0
  let elements = 0
  let attributes = 0
  const parser = new Parser(
    {
      onopentagname() {
        attributes = 0
        depth += 1
        elements += 1
        if (depth > maxDepth) throw new BadAnswer('markup of a depth above 64')
        if (elements > maxElements) throw new BadAnswer('markup of more than 20,000 elements')
      },
      onattribute() {
        attributes += 1
        if (attributes > maxAttributes) throw new BadAnswer('an element of more than 200 attributes')
      },
      onopentag: onOpen,
      ontext: onText,
      onclosetag(name) {
        depth -= 1
        onClose(name)
      },
    },
    { xmlMode, decodeEntities: true },
  )
  parser.write(text)
  parser.end()
}
