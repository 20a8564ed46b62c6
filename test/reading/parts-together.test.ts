import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { fileIn, heldSession } from './held-session.ts'

/** A session for which Emil takes the notes, and Dora's question is wanted by one person and Emil's by nobody. */
const withParts = () =>
  heldSession({
    async before({ ada, cleo, goTo, post, table }) {
      await ada.type('reading schedule roles:notes')
      await goTo('2026-11-23T18:00:00Z')
      const [dora, emil] = [table.as('Dora'), table.as('Emil')]
      await emil.press(post('next session'), "I'll take: notes")
      await dora.type('reading ask Who would use it?')
      await emil.type('reading ask Nobody wants this one')
      await cleo.type('reading ask who would use it')
    },
  })

test('a post has the questions that got votes, and thanks who had a role, if they allow it', async () => {
  await using held = await withParts()
  const { people, told, table } = held
  const first = await people.ada.type('reading recap as:forum')
  expect(fileIn(first)).toContain('We asked:\n\n- Who would use it? (1)')
  expect(fileIn(first)).not.toContain('Nobody wants this one')
  expect(told('emil').join('\n')).toContain('May it thank you by name?')
  const request = table.told.find(({ person, key }) => person === 'table:emil' && key.includes('/quote'))
  await people.emil.press(request?.view ?? { summary: '', parts: [] }, 'With my name')
  expect(fileIn(await people.ada.type('reading recap as:forum'))).toContain('Emil had the role “notes”.')
})

test('who takes the notes may attach links', async () => {
  await using held = await withParts()
  const { people, recap, table } = held
  expect(wordsOf(await people.dora.type('reading attach https://example.org/a'))).toContain(
    'can attach links',
  )
  const attached = await people.emil.type('reading attach https://example.org/talk as:recording')
  expect(wordsOf(attached)).toContain('Attached to the session')
  await table.until(recap, 'Recording')
})

test('the next sheet says whether the last session was worth it, from four answers on', async () => {
  await using held = await withParts()
  const { people, recap, goTo } = held
  for (const one of [people.ada, people.ben, people.cleo]) await one.press(recap, 'Worth it')
  await people.dora.press(recap, 'Not for me')
  await people.cleo.type('reading add Agent foundations why:it asks what an agent is')
  await goTo('2026-12-02T16:01:00Z')
  expect(wordsOf(await people.ada.type('reading sheet'))).toContain(
    'Was it worth it: 3 worth it, 1 not for me.',
  )
})
