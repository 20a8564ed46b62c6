import { counted } from '../chat/text.ts'

/** "40 minutes", "3 hours"; `undefined` below five minutes. @param lateMs How late something was done. */
export function lateWords(lateMs: number): string | undefined {
  const minutes = Math.round(lateMs / 60_000)
  if (minutes < 5) return undefined
  return minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour')
}
