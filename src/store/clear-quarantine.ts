import { type QuarantinedText, quarantine } from './quarantine.ts'
import type { Store } from './store.ts'

/** Removes the matching copies, and those that can't be read themselves. */
export async function removeFromQuarantine(
  store: Store,
  isMeant: (copy: QuarantinedText) => boolean,
): Promise<void> {
  const copies = store.collection(quarantine)
  const meant: string[] = []
  for await (const [id, copy] of copies.entries((id) => meant.push(id))) if (isMeant(copy)) meant.push(id)
  for (const id of meant) await copies.delete(id)
}

/** A copy of a record that can't be read and names a person. */
export interface NamingCopy {
  /** The collection of the record. */
  readonly collection: string
  readonly at: string
  /** Where the record is theirs alone. */
  readonly text?: string
}

/** The copies that hold a person's id or name. The content of records that are about others, too, is left out. */
export async function exportFromQuarantine(store: Store, person: Named): Promise<readonly NamingCopy[]> {
  const found: NamingCopy[] = []
  const { isIn } = patternsOf(person)
  for await (const [, { collection, id, at, text }] of store.collection(quarantine).entries(() => {}))
    if (isIn(id) || isIn(text))
      found.push({ collection, at: new Date(at).toISOString(), ...(id === person.id && { text }) })
  return found
}

/** An id and a name in stored texts. */
interface Named {
  readonly id: string
  readonly name: string
}

/**
 * Removes the copies that hold a person's id or name. The records they are copies of would be copied again when they are
 * read: there `nobody` takes the person's place, and what is under their id alone is removed.
 */
export async function eraseFromQuarantine(store: Store, person: Named, nobody: Named): Promise<void> {
  const { ids, names, isIn } = patternsOf(person)
  for await (const [, copy] of store.collection(quarantine).entries(() => {}))
    if (isIn(copy.id) || isIn(copy.text))
      await store.mendText(copy, (text) =>
        copy.id === person.id
          ? undefined
          : text.replaceAll(ids, () => nobody.id).replaceAll(names, () => quote(nobody.name)),
      )
  await removeFromQuarantine(store, (copy) => isIn(copy.id) || isIn(copy.text))
}

function patternsOf(person: Named) {
  const [id, name] = [toPattern(person.id), toPattern(quote(person.name))]
  const ids = new RegExp(`${id}(?![\\w./-])`, 'g')
  return {
    ids,
    // Not where it is a field's name, which a person may have, too.
    names: new RegExp(`${name}(?!\\s*:)`, 'g'),
    isIn: (text: string): boolean => text.search(ids) >= 0 || text.includes(quote(person.name).slice(1, -1)),
  }
}

/** The text as a pattern that matches it. */
const toPattern = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, String.raw`\$&`)

const quote = (text: string): string => JSON.stringify(text)
