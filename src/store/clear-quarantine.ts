import { type QuarantinedText, quarantine } from './quarantine.ts'
import type { Store } from './store.ts'

/** Removes the copies that are meant, and those that can't be read themselves. @returns how many it removed. */
export async function removeFromQuarantine(
  store: Store,
  isMeant: (copy: QuarantinedText) => boolean,
): Promise<number> {
  const copies = store.collection(quarantine)
  const meant: string[] = []
  for await (const [id, copy] of copies.entries((id) => meant.push(id))) if (isMeant(copy)) meant.push(id)
  for (const id of meant) await copies.delete(id)
  return meant.length
}
