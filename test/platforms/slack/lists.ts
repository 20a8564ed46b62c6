import { wronged } from './refused.ts'

/** One page of a list, and where the next one begins. */
export function cut<One>(all: readonly One[], limit: number, cursor: string) {
  const next = Number(cursor) + limit
  return {
    shown: all.slice(Number(cursor), next),
    response_metadata: { next_cursor: next < all.length ? String(next) : '' },
  }
}

export function checkLimit(limit: number): void {
  if (limit < 1 || limit > 999) throw wronged('invalid_limit', `a limit of ${limit}`)
}
