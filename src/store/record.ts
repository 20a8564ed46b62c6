import { jsonSerializer } from 'keyv'
import { z } from 'zod'
import type { RecordChange, RecordKey } from './engines/engine.ts'
import { fillNames, mayHoldPeople, type NameOf, withoutName } from './names.ts'

/** A kind of record: the name of its collection and the schema of its values. */
export interface Kind<Value> {
  readonly name: string
  readonly schema: z.core.$ZodType<Value>
  /** Whether the same text is read again and again, so that its value is worth remembering. */
  readonly isReadOften?: true
  /** Whether all its records are read again and again, thousands at once. */
  readonly isReadInBulk?: true
  /** Whether its records can be made again from others: one that can't be read counts as absent. */
  readonly isDerived?: true
}

/** A change for `transact`, made by `put` or `removeKey`. */
export type Change = RecordChange & {
  /** The value of the text, of a kind that is read often. */
  readonly written?: { readonly kind: Kind<unknown>; readonly value: unknown }
}

/** The key of one record: in the collection of its kind, or in the part of it that belongs to `scope`. */
export interface TypedKey<Value> {
  readonly kind: Kind<Value>
  readonly scope?: string | undefined
  readonly id: string
}

/** The values of the records under `Keys`, in the same order. */
export type Values<Keys extends readonly TypedKey<unknown>[]> = {
  [At in keyof Keys]: Keys[At] extends TypedKey<infer Value> ? Value | undefined : never
}

/** The kind and scope of one collection. */
export type CollectionPlace<Value> = Omit<TypedKey<Value>, 'id'>

/** For `transact`: stores a value. @param expires In ms since 1970; without it the record never expires. */
export function put<Value>(key: TypedKey<Value>, value: NoInfer<Value>, expires?: number): Change {
  return {
    key: recordKey(key),
    text: encode({ value, expires }),
    ...(expires !== undefined && { expires }),
    ...(key.kind.isReadOften && { written: { kind: key.kind, value } }),
  }
}

/** For `transact`: removes a record. */
export function removeKey(key: TypedKey<unknown>): Change {
  return { key: recordKey(key), remove: true }
}

/** A stored text that doesn't fit its kind, and the reason. */
export class DecodeError {
  readonly text: string
  readonly why: string

  constructor(text: string, why: string) {
    this.text = text
    this.why = why
  }
}

/**
 * The stored text of `{ value, expires? }`, where the value is plain JSON: what Keyv's serializer writes of it, without the
 * names of people that are kept apart.
 */
export function encode(envelope: unknown): string {
  const plain = JSON.stringify(envelope)
  const text = mayHoldPeople(plain) ? JSON.stringify(envelope, withoutName) : plain
  return hasMarked(text) ? jsonSerializer.stringify(JSON.parse(text)) : text
}

/**
 * The value in a stored text `{ value, expires? }`, as both Keyv and `put` write it, with the names that are kept apart.
 * Never throws.
 */
export function decode<Value>(kind: Kind<Value>, text: string, nameOf: NameOf): Value | DecodeError {
  const envelope = parse(text)
  if (envelope instanceof DecodeError) return envelope
  if (mayHoldPeople(text)) fillNames(envelope, nameOf)
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
 * Whether a string in the text may begin with a colon: Keyv marks values that are not plain JSON with one, and doubles it
 * in strings that begin with one. Its copy of each value, and a reviver for each string, would take most of the time of
 * writing and reading a vote.
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
