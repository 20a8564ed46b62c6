import { topics } from '../../src/taxonomy/taxonomy.ts'

const names = topics.flatMap(({ name, aliases }) => [name, ...aliases])
const ranges = [0x20, 0x400, 0x590, 0x600, 0x900, 0x3040, 0x3300, 0x4e00, 0xac00, 0x1f300]
const joining = [
  ' vs ',
  ' and ',
  ' or ',
  ' in ',
  '? ',
  ' what is ',
  ' difference between ',
  ' why is ',
  ' how do I ',
]
const markup = ['<@everyone>', '<!channel>', '<script>', '**', '`', '[a](https://b.example)', '@here']

/** Letters of many scripts, lone surrogates, names with and without errors, words of questions, and markup. */
export function randomText(random: () => number, letters: number): string {
  const below = (most: number) => Math.floor(random() * most)
  const of = (list: readonly string[]) => list[below(list.length)] ?? ''
  const letter = () => {
    const from = ranges[below(ranges.length)] ?? 0x20
    return String.fromCodePoint(from + below(from === 0x20 ? 95 : 256))
  }
  const pieces = [
    letter,
    () => String.fromCharCode(below(0x10000)),
    () => `${of(names)} `,
    () => `${of(names).replace(/[aeiou]/, 'x')} `,
    () => of(joining),
    () => of(markup),
  ]
  let text = ''
  while (text.length < letters) text += pieces[below(pieces.length)]?.() ?? ''
  return text.slice(0, letters)
}
