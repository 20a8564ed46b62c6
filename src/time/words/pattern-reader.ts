import type { Part, PartReader } from './part.ts'

/**
 * A reader of the parts that a pattern matches.
 *
 * @param source Of a pattern that is anchored at the start of the text.
 * @param toPart Gets the groups of the pattern, `undefined` for one that did not match; returns `undefined` to pass.
 */
export function patternReader(
  source: string,
  toPart: (groups: readonly (string | undefined)[]) => Part | undefined,
): PartReader {
  const pattern = new RegExp(`^(?:${source})`, 'u')
  return (rest) => {
    const match = pattern.exec(rest)
    if (match === null || match[0] === '') return undefined
    const [all, ...groups] = match
    const part = toPart(groups)
    return part && { part, length: all.length }
  }
}

/** A reader of a part that is always the same. */
export const constantReader = (source: string, part: Part): PartReader => patternReader(source, () => part)
