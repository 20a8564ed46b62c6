import type { Shown } from '../../src/chat/answer.ts'
import { flag, typed } from '../../src/chat/option.ts'
import { doubtOf } from '../../src/paper/doubt.ts'
import { recognise } from '../../src/paper/recognise.ts'
import { paperDoubtView } from '../../src/views/paper-doubt-view.ts'

/** Whether the doubt about a paper was answered. */
export const meantOption = typed(flag('The paper is what was typed'), { isHidden: true })

type Value = string | boolean | readonly string[] | undefined

interface PaperOptions {
  readonly paper: string
  readonly meant?: boolean | undefined
  readonly group?: string | undefined
}

/**
 * The question about what is only nearly a paper; `undefined` if it is one, or the question was answered.
 *
 * @param options All options of the call, so that none is lost by answering.
 */
export function askAboutPaper(
  command: string,
  { group, meant, ...options }: PaperOptions & Readonly<Record<string, Value>>,
): Shown | undefined {
  const { paper } = options
  const kind = meant === true ? undefined : doubtOf(paper)?.kind
  if (kind === undefined) return undefined
  const fixed = toArgs({ group })
  const call = { command, args: toArgs(options) }
  const view = paperDoubtView({ kind, words: paper, isPage: 'id' in recognise(paper), call, fixed })
  return { kind: 'shown', view, isPrivate: true }
}

/** Options as the text of a call that they are read from. */
export const toArgs = (options: Readonly<Record<string, Value>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options)
      .map(([name, value]) => [name, toText(value)] as const)
      .filter(([, text]) => text !== ''),
  )

function toText(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : (value ?? []).join(',')
}
