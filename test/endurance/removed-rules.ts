/** An expression of a source file, which stands in it once, and what stands there without its rule. */
export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** A rule on who sees optional answers, and how the product is without it. */
export interface RemovedRule {
  readonly rule: string
  readonly edits: readonly Edit[]
  /** One cell that fails without the rule, as "state: part in place". */
  readonly fails: string
}

export const edit = (file: string, from: string, to = ''): Edit => ({ file, from, to })

const round = 'src/poll/disclosed-round.ts'
const extras = 'src/poll/disclosed-extras.ts'
const published = 'src/poll/published.ts'
const bot = 'src/bot/bot.ts'
const send = 'adapters/pages/send.ts'

/** Rules that hide answers. */
const hiding: readonly RemovedRule[] = [
  {
    rule: 'a blind round hides its answers until the reveal',
    edits: [
      edit(
        round,
        "if (blind && state === 'open') return { number, state, hidden: true, votes, receipts: [] }",
      ),
    ],
    fails: 'blind: crux, text in export json',
  },
  {
    rule: 'nothing is published of an anonymous round until it is closed',
    edits: [
      edit('src/poll/publisher.ts', "if (round.state === 'open') return undefined"),
      edit(
        'src/poll/publisher.ts',
        'return store.publish(',
        "return (round.state === 'open' ? (_, __, made) => made : store.publish)(",
      ),
      edit(
        round,
        "if (blind && state === 'open') return { number, state, hidden: true, votes: cast, receipts }",
      ),
      edit(round, "const closed = state === 'closed' ? published : undefined", 'const closed = published'),
      edit(round, "state === 'open' ? live?.tally : cast", 'cast'),
      edit(round, "...(state === 'closed' && extras &&", '...(extras &&'),
    ],
    fails: 'anonymous, open: crux, text in export json',
  },
  {
    rule: 'an anonymous round shows nothing of fewer votes than the minimum',
    edits: [
      edit(round, 'cast < shownFrom ? undefined : tally', 'tally'),
      edit(published, 'if (cast.length < shownFrom) return { v: 1, votes: cast.length, receipts }'),
    ],
    fails: 'anonymous, too few votes: crux, text in export json',
  },
  {
    rule: 'depths and guesses of an anonymous round are counted from the minimum on',
    edits: [
      edit(published, 'read.length >= shownFrom', 'read.length > 0'),
      edit(published, 'guesses.length >= shownFrom', 'guesses.length > 0'),
      edit(extras, 'fromMin(totals.depth, shownFrom)', 'totals.depth'),
      edit(extras, 'fromMin(totals.guesses, shownFrom)', 'totals.guesses'),
    ],
    fails: 'anonymous, too few answers: depth, counts in results',
  },
  {
    rule: 'why voters differ is counted from the minimum on',
    edits: [
      edit(extras, 'fromMin(differ, minReplies)', 'differ'),
      edit(extras, 'fromMin(totals.differ, shownFrom)', 'totals.differ'),
    ],
    fails: 'names, too few answers: why they differ in results',
  },
  {
    rule: 'whether it was settled is counted from the minimum on',
    edits: [
      edit(extras, 'fromMin(settled, minReplies)', 'settled'),
      edit(extras, 'fromMin(totals.settled, shownFrom)', 'totals.settled'),
    ],
    fails: 'anonymous, second round, too few answers: was it settled in poll page, counts.json',
  },
  {
    rule: 'cruxes of an anonymous round have sides only if each has three voters',
    edits: [edit(extras, 'const minOnSide = 3', 'const minOnSide = 1')],
    fails: 'anonymous, too few answers: mine too, sides in export json',
  },
  {
    rule: 'cruxes have counts only once they are counted for everyone',
    edits: [
      edit('src/poll/round-extras.ts', '(round.cruxOutcome === undefined ? undefined : live())', 'live()'),
    ],
    fails: 'names, too few answers: mine too, totals in export json',
  },
  {
    rule: 'an answer is compared with at least three guesses',
    edits: [edit('src/disagreement/expected.ts', 'const minGuesses = 3', 'const minGuesses = 1')],
    fails: 'names, too few answers: expected, means in results',
  },
  {
    rule: 'pages show no names and no words of people who are hidden there',
    edits: [
      edit('src/poll/read-page.ts', 'withoutHidden(whole, poll) : to', 'whole : to'),
      edit('src/poll/place-pages.ts', 'withoutHidden(whole, poll) : to', 'whole : to'),
    ],
    fails: 'names, hidden on pages: crux, name in poll page, full.csv',
  },
  {
    rule: 'pages of counts show no people and no words',
    edits: [edit('src/poll/counts-only.ts', '(round) => withoutPeople(round, numbers)', '(round) => round')],
    fails: 'names: crux, name in poll page, counts.json',
  },
  {
    rule: 'pages of counts show no cruxes',
    edits: [edit('src/poll/counts-only.ts', 'const { cruxes: ___, ...totals }', 'const { ...totals }')],
    fails: 'anonymous: crux, text in poll page, counts.json',
  },
  {
    rule: 'logs hold nothing that was typed',
    edits: [
      edit(
        bot,
        'metrics.commands.inc({',
        "log.warn({ args: call.args }, 'answered')\n    metrics.commands.inc({",
      ),
    ],
    fails: 'blind: crux, text in logs',
  },
]

/** What shows a part, wherever it is shown. */
const showing: readonly RemovedRule[] = [
  {
    rule: 'depth and expected share are shown',
    edits: [
      edit(
        round,
        'nobody,\n      answers,',
        'nobody,\n      answers: { ...answers, depth: undefined, expected: undefined },',
      ),
      edit(extras, 'fromMin(totals.depth, shownFrom)', 'undefined'),
      edit(extras, 'fromMin(totals.guesses, shownFrom)', 'undefined'),
    ],
    fails: 'names: hollow marks in paper',
  },
  {
    rule: 'cruxes are shown',
    edits: [
      edit(round, 'nobody,\n      answers,', 'nobody,\n      answers: { ...answers, crux: undefined },'),
      edit('src/views/poll/crux-parts.ts', '{ text, voter }: Crux,', "{ text = '', voter }: Crux,"),
      edit('src/poll/round-extras.ts', '({ ...crux, ...counts', "({ ...crux, text: 'gone', ...counts"),
      edit('src/poll/memory-rows.ts', '...(shown.cruxes ?? []).map(', '...[].map('),
    ],
    fails: 'anonymous: crux, text in messages',
  },
  {
    rule: 'whom cruxes would move is shown',
    edits: [
      edit('src/poll/round-extras.ts', '({ ...crux, ...counts?.find(({ id }) => id === crux.id) })', 'crux'),
      edit('src/views/poll/crux-parts.ts', 'if (cruxOutcome === undefined) return count\n', 'return count\n'),
    ],
    fails: 'names: mine too, sides in messages',
  },
  {
    rule: 'why voters differ is shown',
    edits: [
      edit(extras, 'fromMin(differ, minReplies)', 'undefined'),
      edit(extras, 'fromMin(totals.differ, shownFrom)', 'undefined'),
    ],
    fails: 'anonymous: why they differ in results',
  },
  {
    rule: 'whether it was settled is shown',
    edits: [
      edit(extras, 'fromMin(settled, minReplies)', 'undefined'),
      edit(extras, 'fromMin(totals.settled, shownFrom)', 'undefined'),
    ],
    fails: 'names, second round: was it settled in messages',
  },
  {
    rule: 'a mark of a voter who has not read the paper is hollow',
    edits: [edit('src/picture/grid/cell-marks.ts', '    isHollow\n      ? box(', '    false\n      ? box(')],
    fails: 'names: hollow marks, drawn in results, pictures',
  },
  {
    rule: 'an alternative text names hollow marks',
    edits: [edit('src/picture/grid/alt-text.ts', '...hollowWords(current),')],
    fails: 'names: hollow marks in paper, alt texts',
  },
]

/** Ways out, each of which says also all that the product shows of other polls with the same answers. */
const saying: readonly RemovedRule[] = [
  {
    rule: 'an answer says only what it is for',
    edits: [
      edit(
        bot,
        'await command.run(call.args, context)',
        'globalThis.withAll(await command.run(call.args, context))',
      ),
    ],
    fails: 'names: crux, text in my-data of others',
  },
  {
    rule: 'a message says only what it is for',
    edits: [
      edit(
        'src/board/counted-edit.ts',
        'port.edit(message, view)',
        "port.edit(message, globalThis.withAll({ kind: 'shown', view }).view)",
      ),
    ],
    fails: 'blind: hollow marks in messages',
  },
  {
    rule: 'a page and its files say only what they are for',
    edits: [
      edit(
        send,
        "c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {",
        'c.body(content + globalThis.all, 200, {',
      ),
    ],
    fails: 'anonymous, open: depth split in feed',
  },
  {
    rule: 'a preview says only what it is for',
    edits: [
      edit(
        send,
        "c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {",
        "c.body(String(content).replace('</head>', () => globalThis.all + '</head>'), 200, {",
      ),
    ],
    fails: 'anonymous: expected, means in preview, counts',
  },
  {
    rule: 'a picture and its alternative text say only what they are for',
    edits: [
      edit(
        'src/picture/svg.ts',
        'const content = write(drawing, themes[theme])',
        'const content = write(drawing, themes[theme]) + globalThis.all',
      ),
      edit(
        'src/picture/grid/alt-text.ts',
        'return truncate(title, maxLength - rest.length) + rest',
        'return truncate(title, maxLength - rest.length) + rest + globalThis.all',
      ),
      edit(
        bot,
        'await command.run(call.args, context)',
        'globalThis.withPicture(await command.run(call.args, context))',
      ),
    ],
    fails: 'anonymous, open: crux, text in messages, alt texts',
  },
  {
    rule: 'a log says only what it is for',
    edits: [edit(bot, 'metrics.commands.inc({', 'log.warn(globalThis.all)\n    metrics.commands.inc({')],
    fails: 'names: mine too, sides in logs',
  },
]

export const removedRules = { hiding, showing, saying } as const
