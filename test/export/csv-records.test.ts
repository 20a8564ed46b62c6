import { expect, test } from 'vitest'
import { createCsvRecords } from '../../src/export/import/csv-records.ts'

/** The records of a text that comes in pieces. */
function read(...pieces: readonly string[]) {
  const records = createCsvRecords(',')
  return [...pieces.flatMap(records.push), ...records.end()]
}

test.each([
  ['a,b\n1,2', ['1: a|b', '2: 1|2']],
  ['a,b\r\n1,2\r\n', ['1: a|b', '2: 1|2']],
  ['a\r\rb', ['1: a', '3: b']],
  [',a,\n', ['1: |a|']],
  [',\n\n"",\na', ['4: a']],
  ['"a,b","c""d"', ['1: a,b|c"d']],
  ['"a\r\nb\rc\nd",e\nf', ['1: a\r\nb\rc\nd|e', '5: f']],
  ['a, "b, c" ,d', ['1: a|b, c |d']],
  ['a"b,"c"d"e', ['1: a"b|cd"e']],
  ['"""a"""', ['1: "a"']],
  ['a,', ['1: a|']],
])('%j', (text, expected) => {
  const toWords = (records: ReturnType<typeof read>) =>
    records.map(({ line, cells }) => `${line}: ${cells.join('|')}`)
  expect(toWords(read(text))).toEqual(expected)
  expect(toWords(read(...text))).toEqual(expected)
  expect(read(text).some((record) => 'openQuote' in record)).toBe(false)
})

test('a quote that is never closed is where it opens', () => {
  expect(read('a\n"b\nc","d\ne,f\n"",')).toEqual([
    { line: 1, cells: ['a'] },
    { line: 2, cells: ['b\nc', 'd\ne,f\n",'], openQuote: { cell: 1, line: 3 } },
  ])
  expect(read('"')).toEqual([{ line: 1, cells: [''], openQuote: { cell: 0, line: 1 } }])
})

test('no more is kept than can be used', () => {
  const [record] = read('x'.repeat(9000), `${'x'.repeat(9000)},"${'y'.repeat(6000)}"`, ','.repeat(3000))
  expect(record?.cells.map(({ length }) => length).slice(0, 3)).toEqual([5000, 5000, 0])
  expect(record?.cells.length).toBe(1000)
})
