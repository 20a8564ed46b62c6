import { useEffect, useState } from 'preact/hooks'
import type { Address } from '../address/address.ts'
import { kept, onKept } from './storage.ts'

const nameOf = ({ person, channel, thread }: Address): string =>
  `draft ${JSON.stringify([person, channel, ...(thread === undefined ? [] : [thread])])}`

/** A person's draft in a place; may be empty. */
export const readDraft = (address: Address): string => kept.read(nameOf(address)) ?? ''

/** Keeps a person's draft in a place. */
export const writeDraft = (address: Address, text: string): void =>
  kept.write(nameOf(address), text.trim() === '' ? undefined : text)

/** The channels in which a person has a draft, there or in a thread. */
export function useDrafts(person: string): ReadonlySet<string> {
  const [channels, setChannels] = useState(() => findChannels(person))
  useEffect(() => {
    const look = () =>
      setChannels((known) => {
        const found = findChannels(person)
        return found.size === known.size && [...found].every((name) => known.has(name)) ? known : found
      })
    look()
    return onKept(look)
  }, [person])
  return channels
}

function findChannels(person: string): ReadonlySet<string> {
  const start = `draft ${JSON.stringify([person]).slice(0, -1)},`
  const drafts = kept.names().filter((name) => name.startsWith(start))
  return new Set(drafts.map((name) => String(JSON.parse(name.slice('draft '.length))[1])))
}
