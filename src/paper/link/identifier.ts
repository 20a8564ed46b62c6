/** The id of a paper. `version` is set if the text named one; all versions are the same paper. */
export interface Identifier {
  readonly kind: string
  readonly value: string
  readonly version?: number
}
