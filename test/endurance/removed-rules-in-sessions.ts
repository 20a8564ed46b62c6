import { edit, type RemovedRule, removedRules } from './removed-rules.ts'

/** A rule of polls, with a cell of a session that fails without it. */
function ruleOfPolls(name: string, fails: string): RemovedRule {
  const found = Object.values(removedRules)
    .flat()
    .find(({ rule }) => rule === name)
  if (found === undefined) throw new Error(`No such rule: ${name}`)
  return { ...found, fails }
}

const hiding: readonly RemovedRule[] = [
  ruleOfPolls(
    'depths and guesses of an anonymous round are counted from the minimum on',
    'anonymous, too few answers: depth, counts in recap',
  ),
  ruleOfPolls(
    'an anonymous round shows nothing of fewer votes than the minimum',
    'anonymous, second round, too few votes: depth, counts in recap',
  ),
  ruleOfPolls(
    'why voters differ is counted from the minimum on',
    'names, too few answers: why they differ in recap',
  ),
  ruleOfPolls(
    'whether it was settled is counted from the minimum on',
    'anonymous, second round, too few answers: was it settled in digest',
  ),
  ruleOfPolls(
    'an answer is compared with at least three guesses',
    'names, too few answers: expected, means in season',
  ),
  ruleOfPolls('logs hold nothing that was typed', 'blind: crux, text in logs'),
]

const showing: readonly RemovedRule[] = [
  ruleOfPolls('depth and expected share are shown', 'names: hollow marks in recap'),
  ruleOfPolls('cruxes are shown', 'anonymous: crux, text in messages before the recap'),
  ruleOfPolls('whom cruxes would move is shown', 'names: mine too, sides in digest'),
  ruleOfPolls('why voters differ is shown', 'anonymous: why they differ in recap'),
  ruleOfPolls('whether it was settled is shown', 'names, second round: was it settled in post as forum'),
]

/** Ways out, each of which says also all that the product shows of other polls with the same answers. */
const saying: readonly RemovedRule[] = [
  ruleOfPolls('an answer says only what it is for', 'names: why they differ in digest'),
  ruleOfPolls('a page and its files say only what they are for', 'anonymous: crux, text in feed'),
  ruleOfPolls('a log says only what it is for', 'names: mine too, sides in logs'),
  {
    rule: 'a message says only what it is for',
    edits: [
      edit(
        'src/board/counted-edit.ts',
        'port.edit(message, view)',
        "port.edit(message, globalThis.withAll({ kind: 'shown', view }).view)",
      ),
      edit(
        'src/sessions/steps/step.ts',
        '.post(place, view, key, { isForChannel',
        ".post(place, globalThis.withAll({ kind: 'shown', view }).view, key, { isForChannel",
      ),
    ],
    fails: 'names: depth, of a voter in recap',
  },
  {
    rule: 'a private message says only what it is for',
    edits: [
      edit(
        'src/sessions/send-privately.ts',
        'port.sendPrivate(person, group.place, view,',
        "port.sendPrivate(person, group.place, globalThis.withAll({ kind: 'shown', view }).view,",
      ),
    ],
    fails: 'names: crux, text in sheets of the facilitator',
  },
  {
    rule: 'a post says only what it is for',
    edits: [
      edit(
        'src/views/post-view.ts',
        "filePart(name, 'md', content)",
        "filePart(name, 'md', content + globalThis.all)",
      ),
    ],
    fails: 'anonymous: crux, text in post as notion',
  },
]

export const removedRulesInSessions = { hiding, showing, saying } as const
