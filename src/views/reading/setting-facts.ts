import { counted } from '../../chat/text.ts'
import type { Fact, Span } from '../../chat/view.ts'
import type { Group } from '../../reading/group.ts'
import type { GroupSettings } from '../../reading/group-settings.ts'
import { takesVotes } from '../../reading/reading-list.ts'
import { offsetOf, offsetWords, settableSteps, stepDoing } from '../../reading/steps.ts'
import { askWords } from '../poll/ask-words.ts'

type Named = Pick<Group, 'ask' | 'extras' | 'roles' | 'questions'>

/** The settings of a group besides when and where it meets, and its season. */
export const settingFacts = (group: Group): readonly Fact[] => [
  { name: 'Steps', value: stepsWords(group) },
  ...invitedFacts(group),
  { name: 'Votes for papers', value: votesWords(group) },
  { name: 'Poll opens', value: pollWords(group) },
  ...namedFacts(group),
]

/** Those given with a new schedule, in the same words. */
export function givenFacts(given: GroupSettings): readonly Fact[] {
  const { expect = [], offsets, votes, order, poll, togetherMin, season } = given
  const isPollSet = poll !== undefined || togetherMin !== undefined
  return [
    ...(offsets === undefined ? [] : [{ name: 'Steps', value: stepsWords({ ...given, offsets }) }]),
    ...invitedFacts({ ...given, expect }),
    ...(votes === undefined && order === undefined
      ? []
      : [{ name: 'Votes for papers', value: votesWords({ ...given, votes: votes ?? 'open' }) }]),
    ...(isPollSet ? [{ name: 'Poll opens', value: pollWords({ ...given, poll: poll ?? 'at-start' }) }] : []),
    ...namedFacts(given),
    ...(season === undefined ? [] : [{ name: 'Season', value: season.name }]),
  ]
}

/** "3 people, @Readers" */
function invitedFacts({ expect, audiences = [] }: Pick<Group, 'expect' | 'audiences'>): readonly Fact[] {
  const named = expect.length === 0 ? [] : [counted(expect.length, 'person', 'people')]
  const all: readonly Span[] = [...named, ...audiences.map((audience) => ({ audience }))]
  const value = all.flatMap((one, i) => (i === 0 ? [one] : [', ', one]))
  return all.length === 0 ? [] : [{ name: 'Who should vote', value }]
}

const namedFacts = ({ ask, extras, roles = [], questions }: Partial<Named>): readonly Fact[] => [
  ...(ask === undefined ? [] : [{ name: 'Optional questions', value: askWords(ask) }]),
  ...(extras === 'off' ? [{ name: 'Extras', value: 'off' }] : []),
  ...(roles.length === 0 ? [] : [{ name: 'Roles', value: roles.join(', ') }]),
  ...(questions === undefined
    ? []
    : [{ name: 'Questions', value: questions === 'names' ? 'with names' : 'anonymous' }]),
]

const pollWords = ({ poll, togetherMin = 0 }: Pick<Group, 'poll' | 'togetherMin'>): string =>
  togetherMin > 0
    ? `after ${counted(togetherMin, 'minute')} to read, or sooner if most are done`
    : poll === 'early'
      ? 'with the announcement'
      : 'when the session starts'

const votesWords = (group: Pick<Group, 'votes' | 'order'>): string => {
  if (!takesVotes(group)) return 'none, organisers set the order'
  return group.votes === 'open' ? 'shown' : 'hidden until you vote'
}

/** "announcement 2 days before · …"; without the start, if that is when the session starts. */
const stepsWords = ({
  offsets,
  extras,
  togetherMin = 0,
}: Pick<Group, 'offsets' | 'extras' | 'togetherMin'>): string =>
  settableSteps
    .filter((step) => step !== 'sheet' || extras !== 'off')
    .filter((step) => togetherMin === 0 || (step !== 'reveal' && step !== 'revote'))
    .map((step) => ({ step, when: offsetWords(offsetOf(step, offsets)) }))
    .filter(({ step, when }) => step !== 'open' || when !== offsetWords({ minutes: 0 }))
    .map(({ step, when }) => `${stepDoing[step].replace(/^the /, '')} ${when}`)
    .join(' · ')
