import { setTimeout } from 'node:timers/promises'
import type { Answer } from './votes.ts'

/** A platform with people on it and a poll. */
export interface Chat {
  readonly name: string
  readonly poll: string
  /** As ballots are stored under them. */
  readonly voters: readonly string[]
  /** Somebody presses a button. @returns whether they are told that this vote is stored. */
  readonly vote: (voter: string, answer: Answer) => Promise<boolean>
  /** Somebody asks for something, and waits for what they are told. */
  readonly look: (voter: string, turn: number) => Promise<unknown>
  /** From the request to its acknowledgement, in ms; of those since it was asked last. */
  readonly takeAcks: () => readonly number[]
  /** From now on the platform fails: now and then, or not at all. */
  readonly fail: (chance: () => number) => void
  readonly recover: () => void
  readonly cutOff: () => void
  readonly close?: () => void
}

/** So long people wait for an answer that a fault may have swallowed, before they do something else. */
export const patienceMs = 60_000

/** @returns whether it holds in time. */
export async function inTime(holds: () => boolean): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (!holds()) {
    if (performance.now() > until) return false
    await setTimeout(10)
  }
  return true
}

/** How a request fails, if it does: about one in thirty. */
export function failing(chance: number) {
  if (chance < 0.01) return { status: 429, retryAfter: 1 }
  if (chance < 0.02) return { status: 503 }
  return chance < 0.03 ? ('refuse' as const) : undefined
}
