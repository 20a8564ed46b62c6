import type { Part } from '../poll/optional-answers.ts'
import type { State } from './optional-answers-in-sessions.ts'

const before = 'messages before the recap'
/** Where the result of a round stands. */
const result = [before, 'recap', 'season']
const said = [before, 'recap']
const all = [...result, 'digest']
const settled = ['recap', 'post as forum', 'post as github', 'post as notion', 'digest', 'season']
/** Of the first round, once people have voted in a second one. */
const firstRound = {
  'crux, text': said,
  'mine too, totals': [before],
  'mine too, sides': [before],
  'why they differ': said,
} as const
const firstWithNames = { ...firstRound, 'crux, name': [before], 'expected, means': [before] } as const
const firstWithout = { ...firstRound, 'expected, totals': [before] } as const
const cruxes = { 'crux, text': all, 'mine too, totals': all, 'mine too, sides': all } as const

/**
 * Where each optional answer stands in each state of a session's poll. Whatever is not named here shows it nowhere: no sheet of
 * the facilitator, no post, no feed, and no log.
 */
export const shownInSessions: Readonly<Record<State, Partial<Readonly<Record<Part, readonly string[]>>>>> = {
  blind: {},
  'anonymous, open': {},
  names: {
    ...cruxes,
    'hollow marks': ['recap'],
    'depth split': result,
    'crux, name': [before],
    'expected, means': result,
    'why they differ': said,
  },
  'names, too few answers': {
    ...cruxes,
    'depth, counts': result,
    'crux, name': [before],
    'expected, hits': result,
  },
  anonymous: {
    ...cruxes,
    'depth, counts': result,
    'expected, totals': result,
    'why they differ': said,
  },
  'anonymous, too few answers': cruxes,
  'names, second round': { ...firstWithNames, 'depth split': [before], 'was it settled': settled },
  'names, second round, too few answers': { ...firstWithNames, 'depth split': result },
  'anonymous, second round': { ...firstWithout, 'depth, counts': [before], 'was it settled': settled },
  'anonymous, second round, too few answers': { ...firstWithout, 'depth, counts': result },
  'anonymous, second round, too few votes': {
    ...cruxes,
    'depth, counts': result,
    'expected, totals': result,
    'why they differ': said,
  },
}
