import { elsewhereOf } from '../../atlas/elsewhere.ts'
import type { Part } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** Where another team put the paper's agenda, below the result: a line or none. */
export const elsewhereParts = (poll: Disclosure): readonly Part[] =>
  elsewhereOf(poll).map((text) => ({ kind: 'text', text }))
