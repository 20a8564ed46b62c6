import { jsonSerializer } from 'keyv'
import { z } from 'zod'
import type { RecordChange, RecordKey } from './engines/engine.ts'

/** A kind of record: its collection's name and what its values look like. */
export interface Kind<Value> {
  readonly name: string
  readonly schema: z.core.$ZodType<Value>
}

/** What `put` and `removal` make, for `transact` to do. */
export type Change = RecordChange

/** Where one record is: in the collection of its kind, or in the part of it that belongs to `scope`. */
export interface TypedKey<Value> {
  readonly kind: Kind<Value>
  readonly scope?: string | undefined
  readonly id: string
}

/** What the records under `Keys` hold, in the same order. */
export type Values<Keys extends readonly TypedKey<unknown>[]> = {
  [At in keyof Keys]: Keys[At] extends TypedKey<infer Value> ? Value | undefined : never
}

/** Where the records of one collection are. */
export type CollectionPlace<Value> = Omit<TypedKey<Value>, 'id'>

/** For `transact`: the record holds `value` from now on. @param expires In ms since 1970; without it, it stays. */
export function put<Value>(key: TypedKey<Value>, value: NoInfer<Value>, expires?: number): Change {
  const text = jsonSerializer.stringify({ value, expires })
  return { key: recordKey(key), text, ...(expires !== undefined && { expires }) }
}

/** For `transact`: the record is gone from now on. */
export function removeKey(key: TypedKey<unknown>): Change {
  return { key: recordKey(key), remove: true }
}

/** A text that is there but is not what it should be. */
export class DecodeError {
  readonly text: string
  readonly why: string

  constructor(text: string, why: string) {
    this.text = text
    this.why = why
  }
}

/** The value in a stored text `{ value, expires? }`, which Keyv and `put` write alike. Never throws. */
export function decode<Value>(kind: Kind<Value>, text: string): Value | DecodeError {
  const envelope = parse(text)
  if (envelope instanceof DecodeError) return envelope
  if (typeof envelope !== 'object' || envelope === null || !('value' in envelope)) {
    return new DecodeError(text, 'There is no value in it.')
  }
  const parsed = z.safeParse(kind.schema, envelope.value)
  return parsed.success ? parsed.data : new DecodeError(text, z.prettifyError(parsed.error))
}

function parse(text: string): unknown {
  try {
    return hasMarked(text) ? jsonSerializer.parse<unknown>(text) : JSON.parse(text)
  } catch (fault) {
    return new DecodeError(text, String(fault))
  }
}

/**
 * Whether a string in the text may begin with a colon: Keyv marks what is no plain JSON so, and doubles the colon of
 * strings that have one. Looking at each value of a text without any would take most of the time of a vote's read.
 */
const hasMarked = (text: string): boolean => /[:[,]":/.test(text)

/** The engine's name for a collection. */
export const collectionOf = ({ kind, scope }: CollectionPlace<unknown>) =>
  scope === undefined ? kind.name : `${kind.name}/${scope}`

/** The engine's key for a record. */
export const recordKey = (key: TypedKey<unknown>): RecordKey => ({
  collection: collectionOf(key),
  id: key.id,
})
