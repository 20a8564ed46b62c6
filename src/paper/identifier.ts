/** A paper that is named somewhere; `version` where the name has one, which never splits a paper. */
export interface Identifier {
  readonly kind: string
  readonly value: string
  readonly version?: number
}
