import { expect, test } from 'vitest'
import type { Sent } from '../platforms/slack/entities.ts'
import { confirms, forgets } from '../slack/confirms.ts'
import { picturesIn } from '../slack/storyteller.ts'
import { seatedInProcess } from '../slack/table.ts'
import { until } from '../until.ts'

const deletePoll = { words: 'delete', label: 'Delete poll and 2 votes' }

/** The files that a message shows. */
const shownOn = ({ blocks }: Sent): readonly string[] => picturesIn(blocks)

/** A poll by Ada in which Ben and Cleo have voted: their initials are in its picture. */
async function voted() {
  const table = await seatedInProcess()
  const { slack, told } = table
  const { home, people } = slack
  const board = await table.poll('A paper to talk about')
  for (const person of [home.ben, home.cleo]) await told(people.press(person, 'Cog · Worst', board))
  await slack.until(() => slack.textOf(board).includes('2 votes') && shownOn(board).length > 0)
  const isKept = (file: string) => home.files.get(file)?.isDeleted === false
  return {
    ...table,
    home,
    people,
    board,
    isKept,
    /** Closes the poll, and shares its results. @returns every message that shows a picture. */
    async closed(): Promise<readonly Sent[]> {
      await told(people.slash(home.ada, 'close'))
      await slack.until(() => table.posted(home.general, board.ts).some((sent) => shownOn(sent).length > 0))
      const results = people.slash(home.ada, 'results')
      await told(results)
      const note = table.note(home.ada)
      await people.answered(people.press(home.ada, 'Share', note))
      // As Slack does with a private answer when its window is loaded again.
      note.isDeleted = true
      const all = () => [...table.posted(), ...table.posted(home.general, board.ts)]
      await slack.until(() => all().filter((sent) => shownOn(sent).length > 0).length === 3)
      return all().filter((sent) => shownOn(sent).length > 0)
    },
    /** Resolves when none of the files is left, and every message shows another one. */
    async replaced(messages: readonly Sent[], before: readonly string[]): Promise<void> {
      await slack.until(() => messages.every((sent) => shownOn(sent).length === 1))
      await slack.until(() => before.every((file) => !isKept(file)))
      await slack.until(() => messages.flatMap(shownOn).every(isKept))
    },
  }
}

test('the picture of a vote that is withdrawn is deleted from Slack', async () => {
  await using table = await voted()
  const { slack, people, home, board, isKept } = table
  const before = shownOn(board)
  expect(before.filter(isKept)).toHaveLength(1)
  await table.told(people.press(home.ben, 'Withdraw', table.note(home.ben)))
  await slack.until(() => slack.textOf(board).includes('1 vote'))
  await table.replaced([board], before)
})

test('those of the board, the outcome and shared results are, when somebody is forgotten', async () => {
  await using table = await voted()
  const { slack, home } = table
  const messages = await table.closed()
  const before = messages.flatMap(shownOn)
  expect(before.filter(table.isKept)).toHaveLength(3)
  await forgets(slack, home.ben)
  await table.replaced(messages, before)
})

test('those of private answers are, too, and one that Slack doesn’t delete then goes with the next', async () => {
  await using table = await voted()
  const { slack, home, people, told, isKept } = table
  const answers: string[] = []
  const results = async () => {
    await told(people.slash(home.ada, 'results'))
    const note = table.note(home.ada)
    answers.push(...shownOn(note))
    // As Slack does with a private answer when its window is loaded again.
    note.isDeleted = true
  }
  await results()
  await told(people.press(home.cleo, 'Eng · Avg', table.board))
  await results()
  expect(new Set(answers).size).toBe(2)
  expect(answers.every(isKept)).toBe(true)
  const [first = '', second = ''] = answers
  slack.makeTrouble((method, { file }) =>
    method === 'files.delete' && file === first ? { status: 500 } : undefined,
  )
  await forgets(slack, home.ben)
  expect(isKept(second)).toBe(false)
  expect(isKept(first)).toBe(true)
  slack.makeTrouble(() => undefined)
  await results()
  expect(isKept(first)).toBe(false)
})

test('and all of them when the poll is deleted', async () => {
  await using table = await voted()
  const { slack, home } = table
  const before = (await table.closed()).flatMap(shownOn)
  await confirms(slack, home.ada, deletePoll)
  await slack.until(() => before.every((file) => !table.isKept(file)))
})

test('one that Slack doesn’t delete at first is tried again', async () => {
  await using table = await voted()
  const { slack, people, home, board } = table
  const before = shownOn(board)
  let failures = 0
  slack.makeTrouble((method) => {
    if (method !== 'files.delete' || failures === 4) return undefined
    failures += 1
    return { status: 500 }
  })
  await table.told(people.press(home.ben, 'Withdraw', table.note(home.ben)))
  await table.replaced([board], before)
  expect(failures).toBe(4)
})

test('a picture that comes late doesn’t bring back what its message said before', async () => {
  await using table = await voted()
  const { slack, people, home, board, told } = table
  // The message waits for its picture for 4 s.
  slack.fileReadyAfter = 7000
  await told(people.slash(home.ada, 'close'))
  const outcome = await table.appears('A paper to talk about', home.general, board.ts)
  expect(shownOn(outcome)).toEqual([])
  const late = [...home.files.values()].filter(({ isReady }) => !isReady)
  await confirms(slack, home.ada, deletePoll)
  await table.says(outcome, 'deleted')
  await slack.until(() => late.every(({ isDeleted }) => isDeleted))
  expect(slack.textOf(outcome)).not.toContain('A paper to talk about')
})

test('nor does one that is just being added to it', async () => {
  await using table = await voted()
  const { slack, people, home, board, told } = table
  const usual = slack.fileReadyAfter
  // The message waits for its picture for 4 s.
  slack.fileReadyAfter = 5000
  await told(people.slash(home.ada, 'close'))
  const outcome = await table.appears('A paper to talk about', home.general, board.ts)
  const isGone = (sent: Sent) => !slack.textOf(sent).includes('A paper to talk about')
  let [isHeld, mayGo] = [false, false]
  slack.makeTrouble((method, { ts }) => {
    if (isHeld || method !== 'chat.update' || ts !== outcome.ts) return undefined
    isHeld = true
    return { until: () => mayGo }
  })
  await until(() => isHeld)
  slack.fileReadyAfter = usual
  const deleting = confirms(slack, home.ada, deletePoll)
  await slack.until(() => isGone(board))
  await told(people.slash(home.ben, 'help'))
  mayGo = true
  await told(people.slash(home.ben, 'help'))
  await deleting
  await slack.until(() => [...home.files.values()].every(({ isDeleted }) => isDeleted))
  await slack.until(() => isGone(outcome))
})
