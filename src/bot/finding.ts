/** A fault in an installation, for the operator: sentences without a secret. */
interface Trouble {
  /** The subject of the check, such as “Discord token”. */
  readonly about: string
  /** The fault itself. */
  readonly what: string
  /** Why it matters. */
  readonly why: string
  /** How to fix it: the box to tick, the words to paste. */
  readonly fix: string
}

/**
 * The result of one check by the doctor. A `fault` keeps something from working or puts data at risk; a `note` can stay
 * unfixed.
 */
export type Finding =
  | { readonly kind: 'fine'; readonly about: string; readonly what: string }
  | ({ readonly kind: 'fault' | 'note' } & Trouble)

export const fine = (about: string, what: string): Finding => ({ kind: 'fine', about, what })
export const fault = (trouble: Trouble): Finding => ({ kind: 'fault', ...trouble })
export const note = (trouble: Trouble): Finding => ({ kind: 'note', ...trouble })

/** A finding as one line. */
export function toLine(finding: Finding): string {
  const { kind, about, what } = finding
  const line = `${kind.padEnd(5)}  ${about}: ${what}`
  return (finding.kind === 'fine' ? line : `${line} ${finding.why} ${finding.fix}`).replaceAll(
    // Names of channels are in it, whose control characters could fake other lines.
    /[\p{Cc}\p{Bidi_Control}]+/gu,
    ' ',
  )
}
