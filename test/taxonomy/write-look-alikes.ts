import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { toPlainWords } from '../../src/taxonomy/asking/plain-words.ts'
import { lexicon } from '../../src/taxonomy/names.ts'

/**
 * Writes the English words that would be taken for typing errors. To be run when the taxonomy has new names.
 *
 * node test/taxonomy/write-look-alikes.ts FILE…
 *
 * @param FILE Word lists in Latin 1, one word a line: of SCOWL (Debian's package scowl) those called english-words,
 *   american-words and british-words, of the sizes 10 to 60.
 */
const words = argv
  .slice(2)
  .flatMap((file) => readFileSync(file, 'latin1').split('\n'))
  .filter((word) => /^[A-Za-z]{3,}$/.test(word))
  .flatMap((word) => {
    const [plain = '', ...more] = toPlainWords(word)
    return more.length === 0 ? [plain] : []
  })
const { isKnown, findClosest } = lexicon.spelling
const lookAlikes = [...new Set(words)].filter((word) => !isKnown(word) && findClosest(word) !== undefined)
const byLetter = Object.groupBy(lookAlikes.toSorted(), ([letter = '']) => letter)
const lines = Object.entries(byLetter).map(([letter, words = []]) => [letter, words.join(' ')])

const file = 'src/taxonomy/asking/look-alikes.json'
const before: object = JSON.parse(readFileSync(file, 'utf8'))
writeFileSync(file, `${JSON.stringify({ ...before, words: Object.fromEntries(lines) }, null, 2)}\n`)
