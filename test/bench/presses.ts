import type { ChildProcess } from 'node:child_process'
import { percentile, print, ratio } from './figures.ts'

/** How fast people press: as on a quiet day, and as in a crowd. */
export const paces = [
  { perSecond: 1, presses: 20 },
  { perSecond: 50, presses: 300 },
] as const

/** When somebody pressed, when that was acknowledged, and when they read an answer; in ms from the same start. */
export interface Press {
  readonly askedAt: number
  readonly acknowledgedAt: number
  readonly answeredAt: number
}

const quantiles = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const

const acknowledged = (presses: readonly Press[]) => presses.map((one) => one.acknowledgedAt - one.askedAt)
const answered = (presses: readonly Press[]) => presses.map((one) => one.answeredAt - one.askedAt)

/** @param bare What a bot does that has nothing to do; NaN where it doesn't answer. */
export function comparePresses(perSecond: number, ours: readonly Press[], bare: readonly Press[]): void {
  for (const [name, share] of quantiles) {
    const [own, least] = [percentile(acknowledged(ours), share), percentile(acknowledged(bare), share)]
    const aim = name === 'p50' ? ' (aim 1.5)' : ''
    const beside = `${ratio(own, least)} of the bare bot’s ${least.toFixed(1)} ms${aim}`
    print(`${perSecond} a second: acknowledged, ${name}`, `${own.toFixed(1)} ms`, beside)
  }
  for (const [name, share] of quantiles) {
    const [own, least] = [percentile(answered(ours), share), percentile(answered(bare), share)]
    const beside = Number.isNaN(least) ? '' : `the bare bot’s ${least.toFixed(1)} ms`
    const aim = name === 'p99' ? [beside, 'aim 150 ms'].filter(Boolean).join('; ') : beside
    print(`${perSecond} a second: told privately, ${name}`, `${own.toFixed(1)} ms`, aim)
  }
}

export function reportCrowd(crowd: readonly Press[]): void {
  print(
    `${crowd.length} at once: slowest acknowledgement`,
    `${Math.max(...acknowledged(crowd)).toFixed(0)} ms`,
    'aim 1,000 ms',
  )
  const slowest = Math.max(...answered(crowd)).toFixed(0)
  print(`${crowd.length} at once: slowest private answer`, `${slowest} ms`, 'aim 1,000 ms')
}

/** Of those who come and press one a second, after a crowd who came and pressed at once. */
export function reportStrangers(crowd: number, ours: readonly Press[]): void {
  const pace = `1 stranger a second after ${crowd} at once`
  const slowest = (times: readonly number[]) => `${Math.max(...times).toFixed(0)} ms`
  print(`${pace}: slowest acknowledgement`, slowest(acknowledged(ours)), '')
  print(`${pace}: slowest private answer`, slowest(answered(ours)), '')
}

/** Of those who press at once while one core of the machine is busy with a loop. */
export function reportBusyCrowd(ours: readonly Press[], bare: readonly Press[]): void {
  const [own, least] = [acknowledged(ours), acknowledged(bare)]
  if (![...own, ...least].every(Number.isFinite))
    throw new Error('Not every press at a busy machine was acknowledged')
  for (const [name, share] of [...quantiles, ['slowest', 1]] as const)
    print(
      `${own.length} at once, one core busy: acknowledged, ${name}`,
      `${percentile(own, share).toFixed(0)} ms`,
      `the bare bot’s ${percentile(least, share).toFixed(0)} ms${name === 'slowest' ? ' (aim: 3,000 ms)' : ''}`,
    )
  const slowest = Math.max(...answered(ours)).toFixed(0)
  print(`${own.length} at once, one core busy: slowest private answer`, `${slowest} ms`, '')
}

/** Ends a bare bot; resolves when it is gone. */
export function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill()
  return gone
}
