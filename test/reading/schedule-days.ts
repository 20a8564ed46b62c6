import type { Temporal } from 'temporal-polyfill'

export const dayMs = 86_400_000
export const start = Date.UTC(2026, 0, 1)

export const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10)

export const before = '2025-12-30T00:00:00Z'
export const millisecondsOf = (sessions: readonly Temporal.Instant[]) =>
  sessions.map((at) => at.epochMilliseconds)
