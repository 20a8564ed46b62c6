import { describe, expect, test } from 'vitest'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

const arxiv = 'arXiv:2312.0694'

describe('a poll on what is only nearly a paper', () => {
  test.each([
    ['poll 2312.0694', '“2312.0694” looks like an arXiv id with a digit missing.', 'Open it as a title'],
    [
      'poll https://arxiv.org/pdf/2313.06942v2.pdf',
      "“2313.06942v2” looks like an arXiv id of a month that doesn't exist (13).",
      'Open it anyway',
    ],
    [
      'poll https://arxiv.org/abs/control',
      '“https://arxiv.org/abs/control” looks like an arXiv page, but has no arXiv id.',
      'Open it anyway',
    ],
    [
      'poll https://www.lesswrong.com/tag/ai-control',
      'That page lists many papers. Which one do you mean?',
      'Open it anyway',
    ],
    ['poll www.google.com', 'Is “www.google.com” a link? Then write it with https://.', 'Open it as a title'],
    ['poll Superintelligence', 'Is “Superintelligence” the title of a paper?', 'Open it as a title'],
  ])('%s', async (typed, question, open) => {
    await using chat = await startTestBot()
    const ada = chat.as('Ada')
    const asked = await ada.type(typed)
    expect(asked).toMatchObject({ kind: 'shown', isPrivate: true })
    expect(wordsOf(asked)).toContain(question)
    expect(buttonsIn(asked).map(({ label }) => label)).toEqual([open, 'Change it'])
    expect(chat.said).toEqual([])
    await ada.press(asked, open)
    expect(chat.said).toHaveLength(1)
  })

  test('loses nothing else that was said, whichever way it is answered', async () => {
    await using chat = await startTestBot()
    const ada = chat.as('Ada')
    const asked = await ada.type('poll asdf closes:3d goal note:"read section 3"')
    const form = await ada.press(asked, 'Change it')
    expect(form).toMatchObject({ kind: 'form', submit: { command: 'poll', args: {} } })
    expect(wordsOf(form)).toContain('paper=asdf')
    expect(wordsOf(form)).toContain('closes=3d')
    expect(wordsOf(form)).toContain('note=read section 3')
    expect(wordsOf(form)).not.toContain('meant')
    expect(chat.said).toEqual([])
    await ada.submit(form, { paper: 'https://arxiv.org/abs/2312.06942' })
    expect(wordsOf(await chat.as('Ben').type('results'))).toContain('arXiv:2312.06942')
  })

  test('is asked about once, and what else is asked is asked as well', async () => {
    await using chat = await startTestBot()
    const ada = chat.as('Ada')
    const first = await ada.type('poll asdf visibility:anonymous expect:table:ben')
    const second = await ada.press(first, 'Open it as a title')
    expect(wordsOf(second)).toContain('You expect 1 person.')
    await ada.press(second, 'Open anyway')
    expect(chat.said).toHaveLength(1)
  })

  test('can be answered by its button only', async () => {
    await using chat = await startTestBot()
    const ada = chat.as('Ada')
    await ada.type('poll asdf meant')
    await ada.type('poll asdf meant:yes')
    expect(wordsOf(await ada.type('poll asdf'))).toContain('Is “asdf” the title of a paper?')
    expect(wordsOf(await ada.type('help poll'))).not.toContain('meant')
  })

  test.each([
    ['from https://arxiv.org/list/cs.AI/recent: https://arxiv.org/abs/2312.06943', /2312\.06943/, undefined],
    [
      'arXiv:2312.0694 looks good',
      /2312\.0694 /,
      ['“2312.0694” looks like an arXiv id with a digit missing.'],
    ],
    ['https://www.lesswrong.com', /lesswrong\.com/, ['That page lists many papers. Which one do you mean?']],
  ])(
    'in the message %j is not placed before a paper, and is named above the form',
    async (text, paper, intro) => {
      await using chat = await startTestBot()
      const form = await chat.as('Ada').ask({ command: 'place', args: { text } })
      expect(wordsOf(form)).toMatch(paper)
      expect(form).toMatchObject(intro === undefined ? { title: 'Place this paper' } : { intro })
    },
  )

  test('is asked about when it comes from a form that a message opened', async () => {
    await using chat = await startTestBot()
    const ada = chat.as('Ada')
    const text = 'look: https://arxiv.org/list/cs.AI/recent'
    const asked = await ada.submit(await ada.ask({ command: 'place', args: { text } }), {})
    expect(wordsOf(asked)).toContain('That page lists many papers.')
    expect(chat.said).toEqual([])
  })

  test('is refused at once to those who may open no polls', async () => {
    await using chat = await startTestBot()
    expect(wordsOf(await chat.as('Gus', 'guest').type('poll asdf'))).toContain('open polls')
  })
})

test('what is only nearly a paper is asked about before it is nominated, and no group is begun for it', async () => {
  await using chat = await startTestBot()
  const ada = chat.as('Ada')
  const asked = await ada.type(`reading add ${arxiv} why:because it matters`)
  expect(wordsOf(asked)).toContain('“2312.0694” looks like an arXiv id with a digit missing.')
  expect(wordsOf(await ada.type('reading list'))).not.toContain(arxiv)
  const form = await ada.press(asked, 'Change it')
  expect(wordsOf(form)).toContain(`paper=${arxiv}`)
  expect(wordsOf(form)).toContain('why=because it matters')
  await ada.press(asked, 'Add it as a title')
  expect(wordsOf(await ada.type('reading list'))).toContain(arxiv)
})
