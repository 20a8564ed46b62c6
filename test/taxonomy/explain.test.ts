import { describe, expect, test } from 'vitest'
import { essay, topics } from '../../src/taxonomy/taxonomy.ts'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

describe('explain', () => {
  test.each([
    ['AI control', 'AI control'],
    ['what is AI control?', 'AI control'],
    ['mech interp', 'Mechanistic interpretability'],
    ['the grid', 'The grid'],
    ['agent fundations', 'Agent foundations'],
    ['neither', 'Applications research'],
  ])('%s is understood as %s', async (words, name) => {
    await using table = await startTestBot()
    expect(wordsOf(await table.as('Ada').type(`explain ${words}`)).split('\n')[0]).toBe(name)
  })

  test('a cell: what it is, where, why, what would move it, papers, what others did, and the sources', async () => {
    await using table = await startTestBot()
    const words = wordsOf(await table.as('Ada').type('explain scalable oversight'))
    for (const said of [
      'Where: Behaviorist science × Pessimistic-case',
      'Behaviorist science × Pessimistic-case lit on the 3×3 grid; example: Scalable oversight.',
      'Why there: ',
      'What would make it Engineering: ',
      'What would make it Cognitivist science: ',
      'What would make it Average-case: ',
      'What would make it Worst-case: ',
      'Papers: ',
      'AI safety via debate, Irving et al., 2018',
      "Another team's use of the grid: Debate: Engineering or Cognitivist × Worst-case",
      '(the essay)',
      'Text without a source is our own explanation.',
      'Defining alignment research, Richard Ngo',
      'Shallow Review of Technical AI Safety 2025',
    ])
      expect.soft(words).toContain(said)
  })

  test('what is contested, and who holds it', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const words = wordsOf(await ada.type('explain mech interp'))
    expect(words).toContain('Contested: How relevant is interpretability? (Richard Ngo and a commenter)')
    expect(wordsOf(await ada.type('explain shibboleths'))).toContain('Held by: Richard Ngo and 2 commenters')
  })

  test('a topic without a cell says so, and what people argue for', async () => {
    await using table = await startTestBot()
    const words = wordsOf(await table.as('Ada').type('explain ELK'))
    expect(words).toContain(
      'Where: no cell in the essay; people argue for Mechanistic interpretability (Cognitivist × Pessimistic-case) and Agent foundations',
    )
  })

  test('goes on to the neighbours, and to what would make it one of them', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type('explain RLHF')
    expect(wordsOf(await ada.press(answer, 'Adversarial robustness')).split('\n')[0]).toBe(
      'Adversarial robustness',
    )
    const words = wordsOf(await ada.press(answer, 'What would make it Worst-case?'))
    expect(words).toContain('RLHF vs Adversarial robustness')
    expect(words).toContain('it moves right to adversarial robustness.')
  })

  test.each([
    [
      'RLHF vs adversarial robustness',
      /^The question: Would a single well-chosen .* Yes: Adversarial robustness\. No: RLHF\.$/m,
    ],
    [
      'mech interp vs AI control',
      /^The question: Could the whole argument .* Yes: AI control\. No: Mechanistic interpretability\.$/m,
    ],
    [
      'scaling vs AI control',
      /^The question: Would a single well-chosen .* Yes: AI control\. No: Scaling\.$/m,
    ],
    [
      'engineering vs agent foundations',
      /^The question: If the method worked .* Yes: Engineering\. No: Agent foundations\.$/m,
    ],
    [
      'RLHF vs applications research',
      /^The question: Would success here .* Yes: Applications research\. No: RLHF\.$/m,
    ],
  ])('%s: one question tells them apart', async (words, question) => {
    await using table = await startTestBot()
    expect(wordsOf(await table.as('Ada').type(`explain ${words}`))).toMatch(question)
  })

  test('claims no such question where there is none', async () => {
    await using table = await startTestBot()
    for (const words of [
      'ELK vs red teaming',
      'RLHF vs ELK',
      'approach vs case focus',
      'worst-case vs engineering',
    ])
      expect
        .soft(wordsOf(await table.as('Ada').type(`explain ${words}`)), words)
        .not.toContain('The question')
  })

  test('admits what it does not know, and offers the nearest three', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type('explain agent-based models of foundational traffic flow')
    expect(wordsOf(answer)).toMatch(/^I don't know that one\./)
    expect(wordsOf(answer)).not.toContain('traffic')
    expect(buttonsIn(answer)).toHaveLength(3)
    expect(table.said).toHaveLength(0)
    expect(wordsOf(await ada.press(answer, 'Agent foundations'))).toContain('Agent foundations')
  })

  test('alone lists every topic', async () => {
    await using table = await startTestBot()
    const words = wordsOf(await table.as('Ada').type('explain'))
    for (const { name } of topics) expect.soft(words).toContain(`[${name}]`)
  })

  test('suggests names, aliases, what is nearly typed, and the second of two', async () => {
    await using table = await startTestBot()
    const { caller } = table.as('Ada')
    const first = async (typed: string) => {
      const found = await table.app.bot.suggest({ command: 'explain', args: {} }, 'topic', typed, caller)
      return found[0]?.value
    }
    expect(await first('scal')).toBe('Scaling')
    expect(await first('sparse auto')).toBe('Mechanistic interpretability')
    expect(await first('contorl')).toBe('AI control')
    expect(await first('RLHF vs agent f')).toBe('RLHF vs Agent foundations')
    expect(await first('')).toBe('Approach')
  })
})

describe('who sees an explanation', () => {
  test('everyone, when somebody asks in the channel', async () => {
    await using table = await startTestBot()
    await table.as('Ada').type('what is RLHF?')
    await table.as('Ada').type('explain RLHF vs scaling')
    expect(table.said).toHaveLength(2)
  })

  test('one alone, from a poll, from an explanation, from the list, and when that is asked for', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type('poll 2312.06942')
    const list = await ada.press(table.last(), 'What do these mean?')
    const shown = await ada.press(list, 'Worst-case')
    await ada.press(shown, 'What would make it Pessimistic-case?')
    await ada.press(shown, 'AI control')
    await ada.type('explain')
    await ada.type('what can you explain?')
    await ada.type('explain worst-case private')
    expect(table.said).toHaveLength(1)
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
    const words = wordsOf(await table.as('Ada', 'member', { channel }).type(`explain ${topic}`))
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
    expect(await placed(table, 'ELK')).toHaveLength(0)
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
    const answer = await table.as('Ada').type('explain RLHF')
    expect(JSON.stringify(answer)).toContain('https://table.example/p/p_')
  })
})

test('says nothing of what was typed to whoever reads the answer', async () => {
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
      const answer = await table.as('Ada').ask({ command: 'explain', args: { topic: words } })
      expect(JSON.stringify(answer), words).not.toContain(mark)
    }
})

test('the essay is linked wherever it is explained', async () => {
  await using table = await startTestBot()
  for (const words of ['explain', 'explain RLHF', 'explain RLHF vs scaling'])
    expect(JSON.stringify(await table.as('Ada').type(words)), words).toContain(essay.url)
})
