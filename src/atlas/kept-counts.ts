import { createAgreement } from './group-agreement.ts'
import { createStandings } from './standings.ts'

/** Results computed from counts, kept for the next who asks about the same ones. */
export const createKeptCounts = () => ({ agreement: createAgreement(), standingOf: createStandings() })
