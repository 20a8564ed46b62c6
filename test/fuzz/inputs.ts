import fc from 'fast-check'

const maxLength = 5000

/** What readers stumble over, wherever it stands. */
const nasty = [
  ...[
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '😀',
    '\u0301',
    '\r\n',
    '\\',
    '"',
    "'",
    '<',
    '>',
    '|',
    '&amp;',
    '&#x110000;',
  ],
  ...[
    '__proto__',
    'constructor',
    '%',
    '%E0%A4%A',
    '(((',
    '[[',
    '{',
    '-',
    '0',
    '-1',
    '1e999',
    '9'.repeat(400),
  ],
]

const words = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 20 }))

/** Samples in which pieces are left out or replaced. */
const changedTexts = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.nat(20), words), { minLength: 1, maxLength: 4 }),
    )
    .map(([sample, changes]) =>
      changes.reduce((text, [at, length, put]) => {
        const from = at % (text.length + 1)
        return text.slice(0, from) + put + text.slice(from + length)
      }, sample),
    )

/** Any text: pieces that its reader knows in any order, among others; such a piece changed; one again and again. */
export function texts(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: words },
  )
  const glue = fc.constantFrom('', ' ', ' ', ':', ', ', '\n', '-')
  const mixed = fc
    .array(fc.tuple(piece, glue), { maxLength: 12 })
    .map((parts) => parts.flat().join('').slice(0, maxLength))
  const repeated = fc
    .tuple(piece, glue, fc.integer({ min: 10, max: 2000 }))
    .map(([one, between, times]) => (one + between).repeat(times).slice(0, maxLength))
  return fc.oneof(
    { weight: 10, arbitrary: mixed },
    { weight: 6, arbitrary: changedTexts(pieces) },
    { weight: 1, arbitrary: repeated },
  )
}

/** Samples of JSON in which values are replaced by any others. */
export function bodies(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 1e21, '', [], {}, ...nasty),
    fc.jsonValue({ maxDepth: 2 }),
  )
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), value), { maxLength: 3 }))
    .map(([sample, changes]) =>
      changes.reduce<unknown>((body, [at, put]) => withValueAt(body, at, put), sample),
    )
}

/** @param at Counts the values from the leaves, and begins anew behind the last. */
function withValueAt(body: unknown, at: number, put: unknown): unknown {
  const text = JSON.stringify(body)
  let count = 0
  JSON.parse(text, (_, value: unknown) => {
    count += 1
    return value
  })
  let left = at % count
  return JSON.parse(text, (_, value: unknown) => (left-- === 0 ? put : value))
}
