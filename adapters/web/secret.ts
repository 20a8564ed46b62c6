import { randomBytes } from 'node:crypto'

const minLength = 20
const minDifferent = 8
/** Length of a run of random characters that doesn't occur twice. */
const longestRepeat = 7

/** Secrets from documentation, here and elsewhere, in lower case. */
const examples: ReadonlySet<string> = new Set([
  'paste-what-npm-run-secret-prints',
  'correct horse battery staple',
  'correct-horse-battery-staple',
  'correcthorsebatterystaple',
  'a-secret-for-this-test',
  'your-secret-goes-here',
  'replace-me-with-a-secret',
  'this-is-a-very-long-secret',
])

/** The rule for a secret that others may try, for the operator; {@link isStrongSecret} decides. */
export const strongSecret = `at least ${minLength} characters, ${minDifferent} different ones, no repeated pattern and no example, because others can try to guess it; npm run secret prints one`

/** Whether a secret withstands guessing at the pace of the login. Without it, the secret keeps nobody out. */
export function isStrongSecret(secret: string): boolean {
  const codes = [...secret].map((character) => character.codePointAt(0) ?? 0)
  return (
    codes.length >= minLength &&
    new Set(codes).size >= minDifferent &&
    !isPeriodic(codes) &&
    // The alphabet has a pattern, too: that of its steps.
    !isPeriodic(codes.slice(1).map((code, at) => code - (codes[at] ?? 0))) &&
    !hasRepeat(secret) &&
    !examples.has(secret.toLowerCase())
  )
}

/** Whether a list is its own beginning again and again; the last time may be cut. */
function isPeriodic(list: readonly number[]): boolean {
  const periods = Array.from({ length: Math.floor(list.length / 2) }, (_, at) => at + 1)
  return periods.some((period) => list.every((one, at) => at < period || one === list[at - period]))
}

function hasRepeat(text: string): boolean {
  const length = longestRepeat + 1
  const blocks = Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length))
  return blocks.some((block, at) => text.indexOf(block, at + 1) > at)
}

/** A new secret of 256 random bits: 43 letters, digits, hyphens and underscores. */
export function createSecret(): string {
  const secret = randomBytes(32).toString('base64url')
  return isStrongSecret(secret) ? secret : createSecret()
}
