import { isContent } from './asking-words.ts'
import { isIn } from './function-words.ts'
import { stemOf, type Word } from './plain-words.ts'

/** Something that people do with the bot: one word of each list is needed, in any form. */
interface Task {
  readonly id: string
  readonly needs: readonly ReadonlySet<string>[]
}

const task = (id: string, ...needs: readonly string[]): Task => ({
  id: `how-to.${id}`,
  needs: needs.map((words) => new Set(words.split(' ').flatMap((word) => [word, stemOf(word)]))),
})

const ballot = 'vote voted voting ballot'
const others = 'anybody anyone everybody everyone other others people somebody someone they'

/** The first that fits counts. */
const tasks: readonly Task[] = [
  task('open-poll', 'create launch make open post set start', 'poll'),
  task('who-sees-votes', 'anonymous blind hidden private public secret visible', `${ballot} answer poll`),
  task('who-sees-votes', 'anonymous', 'it this'),
  task('who-sees-votes', 'find know see show view', `${others} who`, ballot),
  task('see-results', others, 'did voted', 'vote voted'),
  task(
    'change-vote',
    'again alter cancel change correct delete edit fix mistake redo remove retract revise revoke switch take twice undo unvote update withdraw withdrawn withdrew wrong',
    `${ballot} answer button cell click clicked mind press pressed`,
  ),
  task(
    'close-poll',
    'another close end finish lock repeat reopen reveal second stop unblind',
    `poll round ${ballot}`,
  ),
  task('close-poll', 'begin new next open run start', 'round'),
  task(
    'reading-group',
    'add attend join meet nominate propose put schedule start suggest when work',
    'list reading session',
  ),
  task('reading-group', 'attend join meet schedule start work', 'group'),
  task('reading-group', 'nominate propose suggest', 'paper'),
  task('open-poll', 'add begin create get launch make new open put run set start started', 'poll'),
  task('open-poll', 'add begin create launch open post start', `paper ${ballot}`),
  task('open-poll', 'post put', 'paper', `poll ${ballot}`),
  task(
    'see-results',
    'check find get look read see show view when where',
    'outcome report result score tally',
  ),
  task(
    'place-paper',
    'belong categorize choose classify decide file fit go pick place put which',
    'benchmark dataset paper survey',
  ),
  task('place-paper', 'belong choose decide fit none pick', 'box category cell'),
  task('vote', 'cast complete do does fill how place submit use where', ballot),
  task('open-poll', 'how', 'poll'),
]

const taskWords = new Set(tasks.flatMap(({ needs }) => needs.flatMap((words) => [...words])))
/** Other words that such a question may hold. */
const surroundings = new Set(
  'admin bot button channel command cruxgrid discord going group link member organizer slack thread type'.split(
    ' ',
  ),
)

/** The how-to topic for a question with nothing else in it: "how do I set up a poll", "I changed my mind, can I vote again". */
export function findHowTo(words: readonly Word[]): string | undefined {
  const last = words.findLastIndex(({ afterPause }) => afterPause)
  return findTask(words) ?? (last > 0 ? findTask(words.slice(last)) : undefined)
}

function findTask(words: readonly Word[]): string | undefined {
  const texts = words.map(({ text }) => text).filter((word) => !isIn(word, 'articles', 'interjections'))
  if (texts.some((word) => isContent(word) && !isTaskWord(word)) || !isOpening(texts)) return undefined
  const has = (list: ReadonlySet<string>) => texts.some((word) => list.has(word) || list.has(stemOf(word)))
  return tasks.find(({ needs }) => needs.every(has))?.id
}

/** Whether words begin as a question, as "I did" or "I want", or with the verb of a task. */
function isOpening([first = '', second = '']: readonly string[]): boolean {
  if (first === 'who') return /^(?:can|could|get|know|may|see|will)$/.test(second)
  if (first === 'what') return /^(?:button|command|do|happen|if|should)$/.test(second)
  if (first === 'i') return !/^vote$/.test(second)
  return (
    isIn(first, 'questions', 'copulas', 'auxiliaries', 'modals') ||
    (isTaskWord(first) && !/^(?:go|let|vote)$/.test(first))
  )
}

const isTaskWord = (word: string): boolean =>
  taskWords.has(word) || taskWords.has(stemOf(word)) || surroundings.has(word)
