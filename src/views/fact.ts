import type { Part } from '../chat/view.ts'

/** A name with its value: one line of a part of the kind `facts`. */
export type Fact = Extract<Part, { kind: 'facts' }>['facts'][number]
