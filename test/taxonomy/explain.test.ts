import { describe, expect, test } from 'vitest'
import { essay, topics } from '../../src/taxonomy/taxonomy.ts'
import { buttonsIn, latest, type Said, startTestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const labelsOf = (answer: Parameters<typeof buttonsIn>[0]): readonly string[] =>
  buttonsIn(answer).map(({ label }) => label)

const linesOf = (said: Said): readonly string[] => textOf(latest(said)).split('\n')

describe('explain', () => {
  test.each([
    ['AI control', 'AI control'],
    ['what is AI control?', 'AI control'],
    ['mech interp', 'Mechanistic interpretability'],
    ['agent fundations', 'Agent foundations'],
  ])('%s is understood as %s', async (words, name) => {
    await using table = await startTestBot()
    expect(wordsOf(await table.as('Ada').type(`explain ${words}`))).toMatch(new RegExp(`^${name}\\. `))
  })

  test('answers briefly, without a picture; More puts the whole answer in its place', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type('explain AI control')
    expect(wordsOf(answer).split('\n').slice(0, 2)).toEqual([
      'AI control. Arranging things so that AIs cannot cause a catastrophe even if they try to.',
      'Where it sits: Behaviorist science × Worst-case (the essay).',
    ])
    expect(labelsOf(answer)).toEqual([
      ...['More', 'Share'],
      ...['Adversarial robustness', 'Agent foundations', 'Scalable oversight'],
    ])
    const whole = await ada.press(answer, 'More')
    expect(wordsOf(whole).startsWith(wordsOf(answer).split('\n').slice(0, 3).join('\n'))).toBe(true)
    for (const said of [
      'on the 3×3 grid. Example: AI control.',
      'Why it is there: ',
      'Sources: “Defining alignment',
    ])
      expect.soft(wordsOf(whole)).toContain(said)
    expect(labelsOf(whole)).not.toContain('More')
    expect(wordsOf(await ada.press(whole, 'Agent foundations'))).toMatch(/^Agent foundations\. /)
  })

  test('compares two', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type('explain scalable oversight vs AI control')
    expect(wordsOf(answer)).toMatch(
      /^Scalable oversight or AI control\? .* Yes: AI control\. No: Scalable oversight\.$/m,
    )
    expect(wordsOf(await ada.press(answer, 'More'))).toContain('What would make it Worst-case: ')
  })

  test('alone lists every topic, in menus that every platform shows whole', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').type('explain')
    const words = wordsOf(answer)
    for (const { name } of topics) expect.soft(words).toContain(`[${name}]`)
    for (const menu of [
      'Where people disagree',
      'Using Cruxgrid',
      'Topics without a cell in the essay, A to ',
    ])
      expect.soft(words).toContain(menu)
    if (answer.kind !== 'shown') throw new Error('No list')
    for (const part of answer.view.parts)
      if (part.kind === 'choices') expect(part.choices.length).toBeLessThanOrEqual(25)
  })

  test('suggests names, aliases, what is nearly typed, and the second of two', async () => {
    await using table = await startTestBot()
    const { caller } = table.as('Ada')
    const first = async (typed: string) => {
      const found = await table.app.bot.suggest({ command: 'explain', args: {} }, 'topic', typed, caller)
      return found[0]?.value
    }
    expect(await first('scal')).toBe('Scaling')
    expect(await first('sparse auto')).toBe('Sparse autoencoders')
    expect(await first('contorl')).toBe('AI control')
    expect(await first('RLHF vs agent f')).toBe('RLHF vs Agent foundations')
    expect(await first('')).toBe('Approach')
  })

  test('takes a button of an earlier version', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const old = { command: 'explain', args: { topic: 'worst case', private: 'yes' } }
    expect(wordsOf(await ada.ask(old))).toMatch(/^Worst-case\. /)
  })
})

describe('what it does not know', () => {
  test('it says so, with what was asked, and names only topics that are close', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.ask({ command: 'explain', args: { topic: 'mech interp vs knitting' } })
    expect(wordsOf(answer)).toBe(
      "I don't know “mech interp vs knitting”. Did you mean Mechanistic interpretability? /grid explain alone lists every topic.",
    )
    expect(labelsOf(answer)).toEqual(['Mechanistic interpretability'])
    expect(wordsOf(await ada.press(answer, 'Mechanistic interpretability'))).toMatch(/^Mechanistic/)
  })

  test('with none close, it offers where to begin', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').type('explain recipe for sourdough')
    expect(wordsOf(answer)).toBe(
      "I don't know “recipe for sourdough”. /grid explain alone lists every topic.",
    )
    expect(labelsOf(answer)).toEqual(['The grid', 'Approach', 'Case focus'])
    expect(table.said).toHaveLength(0)
  })

  test('it repeats no more than a line of it', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').type(`explain ${'sourdough\n'.repeat(150)}`)
    expect(wordsOf(answer)).toMatch(/^I don't know “(?:sourdough )+sourdough…”\. /)
    expect(wordsOf(answer).length).toBeLessThan(160)
  })

  test('a control with a topic that is gone is refused in the same words', async () => {
    await using table = await startTestBot()
    for (const command of ['explain-more', 'explain-share']) {
      const answer = await table.as('Ada').ask({ command, args: { topic: 'cell.alchemy' } })
      expect(wordsOf(answer)).toMatch(/^I don't know “cell\.alchemy”\./)
    }
    expect(table.said).toHaveLength(0)
  })
})

describe('who sees an explanation', () => {
  test('the one who asked, alone: in words, from buttons, and from the list', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type('what is RLHF?')
    await ada.type('explain RLHF vs scaling')
    const shown = await ada.press(await ada.type('explain'), 'Worst-case')
    await ada.press(await ada.press(shown, 'More'), 'Pessimistic-case')
    expect(table.said).toHaveLength(0)
  })

  test('everyone, once it is shared: the short part, and who shared it', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.press(await ada.type('explain AI control'), 'More')
    await ada.press(answer, 'Share')
    expect(table.said).toHaveLength(1)
    const words = linesOf(table.last())
    expect(words[0]).toMatch(/^AI control\. Arranging/)
    expect(words.at(-2)).toBe('Explanation · shared by Ada')
    expect(labelsOf(latest(table.last()))).toEqual([
      ...['More', 'Adversarial robustness', 'Agent foundations', 'Scalable oversight'],
    ])
    const whole = await table.as('Ben').press(table.last(), 'More')
    expect(wordsOf(whole)).toContain('Why it is there: ')
    expect(table.said).toHaveLength(1)
  })

  test('a guest can’t share where guests may not post', async () => {
    await using table = await startTestBot()
    const guest = table.as('Gus', 'guest')
    const answer = await guest.type('explain AI control')
    expect(labelsOf(answer)).not.toContain('Share')
    const refused = await guest.ask({ command: 'explain-share', args: { topic: 'cell.ai-control' } })
    expect(wordsOf(refused)).toBe(
      'Only members of this channel can share explanations here. Ask one of them.',
    )
    expect(table.said).toHaveLength(0)
  })

  test('everyone in the thread of a message that mentions the bot: the short part alone', async () => {
    await using table = await startTestBot()
    await table.as('Ada').mention('what is AI control?')
    expect(table.said).toHaveLength(1)
    expect(table.last().message.place.thread).toBe('AI control')
    expect(linesOf(table.last())[0]).toMatch(/^AI control\. Arranging/)
    expect(labelsOf(latest(table.last()))).toEqual([
      ...['More', 'Adversarial robustness', 'Agent foundations', 'Scalable oversight'],
    ])
    await table.as('Ben').press(table.last(), 'More')
    expect(table.said).toHaveLength(1)
  })

  test('only the one who mentioned the bot, where it doesn’t know, and of the list', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    expect(wordsOf(await ada.mention('explain sourdough'))).toMatch(/^I don't know/)
    expect(wordsOf(await ada.mention('explain'))).toContain('What I can explain')
    expect(table.said).toHaveLength(0)
  })

  test('nobody else, where the one who mentions it may only look', async () => {
    await using table = await startTestBot()
    await table.as('Mia', 'manager').type('settings deny add:table:ada')
    expect(wordsOf(await table.as('Ada').mention('what is AI control?'))).toMatch(/^AI control\. /)
    expect(table.said).toHaveLength(0)
  })
})

describe('a shared explanation', () => {
  test('no longer names a person who is forgotten', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.press(await ada.type('explain AI control'), 'Share')
    expect(wordsOf(await ada.type('my-data'))).toContain('"topic": "cell.ai-control"')
    await ada.type('forget-me sure')
    expect(linesOf(table.last()).join()).not.toContain('Ada')
    expect(linesOf(table.last()).at(-2)).toBe('Explanation · shared by someone who left')
    expect(wordsOf(await ada.type('my-data'))).not.toContain('cell.ai-control')
  })
})

describe('what the buttons of a poll mean', () => {
  async function asked(table: Awaited<ReturnType<typeof startTestBot>>) {
    const ada = table.as('Ada')
    await ada.type('poll 2312.06942')
    return { ada, answer: await ada.press(table.last(), 'What do these mean?') }
  }

  test('is told privately: the six levels, a line each, and Neither', async () => {
    await using table = await startTestBot()
    const { answer } = await asked(table)
    expect(wordsOf(answer)).toBe(`Approach. What is this paper after?
Eng Makes something work; understanding why is secondary.
Behav Studies what models do, from outside: training, inputs, outputs.
Cog Studies what goes on inside: representations, goals, reasoning.
Case focus. How bad a case is this paper about?
Avg About how well things go typically, or on average.
Pess About things going wrong, with nobody trying to make them go wrong.
Worst About the worst that could happen: rare, hidden or caused on purpose.
Neither Improves narrow tasks and is unlikely to generalise: not on the grid.
Torn between two?: [Eng or Behav?] [Behav or Cog?] [Eng or Cog?] [Avg or Pess?] [Pess or Worst?] [Avg or Worst?]
[How to vote] [A difficult paper] [Another term]`)
    expect(table.said).toHaveLength(1)
  })

  test('names no example, which would lead to a cell', async () => {
    await using table = await startTestBot()
    const { ada, answer } = await asked(table)
    const pairs = buttonsIn(answer).filter(({ call }) => call.args.pair !== undefined)
    expect(pairs).toHaveLength(6)
    const words = [wordsOf(answer)]
    for (const { label } of pairs) words.push(wordsOf(await ada.press(answer, label)))
    for (const topic of topics)
      if (topic.kind === 'cell') expect(words.join().toLowerCase()).not.toContain(topic.name.toLowerCase())
  })

  test.each([
    [
      'Eng or Behav?',
      'Eng or Behav? Engineering makes something work; behaviorist science explains what models do.',
      'If it worked and nobody knew why, would the paper still have reached its aim? Yes: Engineering. No: Behaviorist science.',
    ],
    [
      'Pess or Worst?',
      'Pess or Worst? Pessimistic-case expects failures; worst-case expects even the rare, hidden or deliberate ones.',
      "Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Yes: Worst-case. No: Pessimistic-case.",
    ],
  ])('torn between two: %s', async (label, ...lines) => {
    await using table = await startTestBot()
    const { ada, answer } = await asked(table)
    const pair = await ada.press(answer, label)
    expect(wordsOf(pair).split('\n').slice(0, 2)).toEqual(lines)
    expect(wordsOf(await ada.press(pair, 'What do these mean?'))).toBe(wordsOf(answer))
  })

  test('goes on to how to vote, a difficult paper, and another term', async () => {
    await using table = await startTestBot()
    const { ada, answer } = await asked(table)
    expect(wordsOf(await ada.press(answer, 'How to vote'))).toMatch(/^How to vote\. /)
    expect(wordsOf(await ada.press(answer, 'A difficult paper'))).toMatch(/^Where a difficult paper goes\. /)
    expect(wordsOf(await ada.press(answer, 'Another term'))).toBe('Explain a term: topic=')
  })
})

test('the full ballot asks the axes’ questions, and says what each level means', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  await ada.type('poll 2312.06942')
  const form = await ada.press(table.last(), 'Full ballot…')
  if (form.kind !== 'form') throw new Error('No form')
  const [approach, focus] = form.fields
  expect(approach?.hint).toMatchObject({
    label: 'Approach: What is this paper after?',
    meanings: {
      0: 'Makes something work; understanding why is secondary.',
      1: 'Studies what models do, from outside: training, inputs, outputs.',
      2: 'Studies what goes on inside: representations, goals, reasoning.',
    },
  })
  expect(focus?.hint).toMatchObject({
    label: 'Case focus: How bad a case is this paper about?',
    meanings: { 2: 'About the worst that could happen: rare, hidden or caused on purpose.' },
  })
})

describe('papers that a group has placed', () => {
  async function place(
    table: Awaited<ReturnType<typeof startTestBot>>,
    paper: string,
    answers: readonly string[],
  ) {
    await table.as('Ada').type(`poll ${paper}`)
    const message = table.said.findLast(({ views: [view] }) => view?.state !== undefined) ?? table.last()
    for (const [i, answer] of answers.entries()) {
      const voter = table.as(['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hal'][i] ?? 'Ida')
      await voter.press(message, answer)
    }
    return message
  }
  const mark = 'Placed here by this group: '
  const placed = async (table: Awaited<ReturnType<typeof startTestBot>>, topic: string, channel = 'main') => {
    const ada = table.as('Ada', 'member', { channel })
    const words = wordsOf(await ada.press(await ada.type(`explain ${topic}`), 'More'))
    const line = words.split('\n').find((line) => line.startsWith(mark)) ?? mark
    return line.slice(mark.length).split(' · ').filter(Boolean)
  }

  test('are shown at their cell, their levels, and off the grid, with how many say so', async () => {
    await using table = await startTestBot()
    await place(table, 'The one on control', ['Behav · Worst', 'Behav · Worst', 'Cog · Worst'])
    await place(table, 'A better spell checker', ['Neither (applications)'])
    expect(await placed(table, 'AI control')).toEqual(['The one on control (2 of 3)'])
    expect(await placed(table, 'worst-case')).toEqual(['The one on control (3 of 3)'])
    expect(await placed(table, 'behaviorist')).toHaveLength(1)
    expect(await placed(table, 'agent foundations')).toHaveLength(0)
    expect(await placed(table, 'eliciting latent knowledge')).toHaveLength(0)
    expect(await placed(table, 'applications research')).toEqual(['A better spell checker (1 of 1)'])
  })

  test('are the latest three, each once, as its last poll has it', async () => {
    await using table = await startTestBot()
    for (const paper of ['First', 'Second', 'Third', 'Fourth']) {
      await place(table, `${paper} paper`, ['Eng · Pess'])
      table.clock.advance(60_000)
    }
    expect(await placed(table, 'RLHF')).toEqual(
      ['Fourth', 'Third', 'Second'].map((paper) => `${paper} paper (1 of 1)`),
    )
    await table.as('Ada').type('close First paper')
    await place(table, 'First paper', ['Eng · Pess', 'Eng · Pess'])
    expect((await placed(table, 'RLHF'))[0]).toBe('First paper (2 of 2)')
    table.clock.advance(60_000)
    await table.as('Ada').type('close Fourth paper')
    await place(table, 'Fourth paper', ['Eng · Avg'])
    expect(await placed(table, 'RLHF')).toEqual(
      ['First', 'Third', 'Second'].map(
        (paper) => `${paper} paper (${paper === 'First' ? 2 : 1} of ${paper === 'First' ? 2 : 1})`,
      ),
    )
    expect(await placed(table, 'scaling')).toEqual(['Fourth paper (1 of 1)'])
    await table.as('Ada').type('close Fourth paper')
    await table.as('Ada').type('revote Fourth paper')
    expect(await placed(table, 'scaling')).toEqual(['Fourth paper (1 of 1)'])
  })

  test('are not told of while a poll is blind, of another channel or thread, and between camps', async () => {
    await using table = await startTestBot()
    await place(table, 'A blind one blind', ['Eng · Pess'])
    expect(await placed(table, 'RLHF')).toHaveLength(0)
    await table.as('Ada').type('reveal')
    expect(await placed(table, 'RLHF')).toHaveLength(1)
    expect(await placed(table, 'RLHF', 'elsewhere')).toHaveLength(0)
    await table.as('Ada', 'member', { thread: 'private' }).type('poll A draft among friends')
    await table.as('Ada').press(table.last(), 'Cog · Worst')
    expect(await placed(table, 'agent foundations')).toHaveLength(0)
    const camps = ['Eng · Avg', 'Cog · Worst'].flatMap((answer) => Array.from({ length: 4 }, () => answer))
    await place(table, 'One that divides', camps)
    expect(await placed(table, 'scaling')).toHaveLength(0)
    expect(await placed(table, 'agent foundations')).toHaveLength(0)
  })

  test('have links', async () => {
    await using table = await startTestBot()
    await place(table, '2312.06942', ['Eng · Pess'])
    const ada = table.as('Ada')
    const answer = await ada.press(await ada.type('explain RLHF'), 'More')
    expect(JSON.stringify(answer)).toContain('https://table.example/p/p_')
  })
})

test('says what was typed only to the one who typed it', async () => {
  await using table = await startTestBot()
  const marks = [
    '<@everyone>',
    '@here',
    '<!channel>',
    '<script>',
    '[a](https://b.example)',
    '**bold**',
    '||x||',
  ]
  for (const mark of marks)
    for (const words of [mark, `${mark} RLHF`, `RLHF vs ${mark}`, `what is ${mark}?`]) {
      const args = { topic: words, public: 'yes' }
      const answer = await table.as('Ada').ask({ command: 'explain', args })
      if (answer.kind !== 'refusal') expect(JSON.stringify(answer), words).not.toContain(mark)
    }
  for (const mark of marks) expect(JSON.stringify(table.said)).not.toContain(mark)
})

test('the essay is linked in whatever is explained whole', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  for (const words of ['explain RLHF', 'explain RLHF vs scaling'])
    expect(JSON.stringify(await ada.press(await ada.type(words), 'More')), words).toContain(essay.url)
  expect(JSON.stringify(await ada.type('explain'))).toContain(essay.url)
})
