import { type Finding, fault, fine } from '../../../src/bot/finding.ts'
import { isStrongSecret } from '../../web/secret.ts'

/** Random keys of 32 bytes have more: fewer come once in 10^15. */
const fewestDifferentBytes = 16

const words = ['WEB_SECRET', 'METRICS_TOKEN', 'SLACK_STATE_SECRET'] as const
const keys = ['ANONYMITY_KEY', 'ENCRYPTION_KEY'] as const

/** Checks whether the secrets that the operator chose withstand guessing. */
export function checkSecrets(env: NodeJS.ProcessEnv): readonly Finding[] {
  const weakWords = words.filter((name) => isSet(env[name]) && !isStrongSecret(env[name] ?? ''))
  const weakKeys = keys.filter((name) =>
    keysOf(env[name]).some((key) => new Set(key).size < fewestDifferentBytes),
  )
  const shared = keysOf(env.ANONYMITY_KEY).some((key) =>
    keysOf(env.ENCRYPTION_KEY).some((other) => other.equals(key)),
  )
  const findings = [
    ...weakWords.map((name) =>
      weak(name, 'npm run secret prints one. A new WEB_SECRET signs everyone out of the playground.'),
    ),
    ...weakKeys.map((name) =>
      weak(
        name,
        name === 'ANONYMITY_KEY'
          ? 'Put what npm run keys -- new prints in front of it with a comma, start again, then npm run keys -- rotate.'
          : 'Set it to what openssl rand -base64 32 prints, and ask each workspace to install the app again.',
      ),
    ),
    ...(shared
      ? [
          fault({
            about: 'Secrets',
            what: 'ANONYMITY_KEY and ENCRYPTION_KEY are the same.',
            why: 'With one of them, the other is known, too.',
            fix: 'Put what npm run keys -- new prints in front of ANONYMITY_KEY with a comma, start again, then npm run keys -- rotate.',
          }),
        ]
      : []),
  ]
  return findings.length > 0 ? findings : [fine('Secrets', 'Those that are set can’t be guessed.')]
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ''

const keysOf = (list: string | undefined): readonly Buffer[] =>
  isSet(list) ? (list ?? '').split(',').map((key) => Buffer.from(key.trim(), 'base64')) : []

const weak = (name: string, fix: string): Finding =>
  fault({
    about: 'Secrets',
    what: `${name} can be guessed: it is short, an example, or a pattern.`,
    why: 'With it, others can do what it protects.',
    fix,
  })
