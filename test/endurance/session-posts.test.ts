import { describe, expect, test } from 'vitest'
import { fileIn, heldSession } from '../reading/held-session.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'

const requests = (told: readonly string[]) => told.filter((words) => words.includes('is being prepared'))
const labels = ['Worth it', 'Not for me', "Wasn't there", 'Attach…', 'Get it as a post…']

describe('whether a session was worth it', () => {
  test('can be changed for fourteen days, after which only counts are stored', async () => {
    await using held = await heldSession()
    const { people, recap, table, goTo, read } = held
    await people.emil.press(recap, 'Worth it')
    await people.ada.press(recap, 'Not for me')
    await goTo('2026-12-10T17:00:00Z')
    await people.ada.press(recap, 'Worth it')
    expect(wordsOf(await people.emil.type('my-data'))).toContain('"worth": "worth"')
    await goTo('2026-12-12T12:00:00Z')
    expect(wordsOf(await people.ada.press(recap, 'Worth it'))).toContain(
      'That session is too old for answers.',
    )
    expect(wordsOf(await people.emil.type('my-data'))).not.toContain('"worth"')
    expect(await table.store.scopesOf({ name: 'worth', schema: {} as never })).toEqual([])
    expect(wordsOf(await people.dora.type('reading history'))).toContain('· 5 came, 4 voted')
    await table.until(recap, '2 answered')
    expect(read(recap)).toContain('2 answered')
  })

  test('is not asked in a group that wants no extras', async () => {
    await using held = await heldSession({
      before: async ({ ada }) => {
        await ada.type('reading schedule extras:off')
      },
    })
    const shown = buttonsOf(latest(held.recap)).map(({ label }) => label)
    for (const label of labels) expect(shown).not.toContain(label)
    expect(held.read(held.recap)).not.toContain('Was it worth it?')
  })

  test('counts nobody as having come to an anonymous session below the number from which it shows votes', async () => {
    await using held = await heldSession({ anonymous: true })
    const { people, recap } = held
    await people.emil.press(recap, 'Worth it')
    expect(wordsOf(await people.dora.type('reading history'))).toContain('· 7 came, 7 voted')
  })
})

describe('a session as a post', () => {
  test('asks nobody for a person who leads nothing', async () => {
    await using held = await heldSession()
    const { people, told } = held
    const post = fileIn(await people.dora.type('reading recap as:forum'))
    expect(post).toContain('3 people have not answered yet')
    for (const name of ['ben', 'dora', 'cleo']) expect(requests(told(name))).toEqual([])
    // Nor may who wasn't asked answer.
    const group = held.recap.views[0]
    const session = JSON.stringify(group).match(/s_[a-z0-9]{10}/)?.[0] ?? ''
    const answer = { command: 'answer-quote', args: { session, answer: 'named' } }
    expect(wordsOf(await people.ben.ask(answer))).toContain("You haven't been asked")
  })

  test('of an anonymous poll has no reasons and credits the group', async () => {
    await using held = await heldSession({ anonymous: true })
    const { people, told, reasons } = held
    const post = await people.ada.type('reading recap as:forum')
    expect(wordsOf(post)).toContain('Here is the post.')
    for (const name of ['ben', 'dora', 'cleo']) expect(requests(told(name))).toEqual([])
    for (const hidden of [reasons.ben, 'They study', 'ben', 'Cleo', 'not answered'])
      expect.soft(fileIn(post)).not.toContain(hidden)
    expect(fileIn(post)).toContain('- Engineering × Worst-case: 5\n- Behaviorist × Worst-case: 2')
    expect(fileIn(post)).toContain('Credits: the group.')
  })

  test('leads to the discussion only if asked to, and has the picture where a link to counts opens its page', async () => {
    await using held = await heldSession({
      publicUrl: 'https://grid.example',
      linkTo: async ({ id }) => `https://chat.example/${id}`,
    })
    const { people } = held
    const without = fileIn(await people.ada.type('reading recap as:forum'))
    expect(without).toContain('(picture: attach grid.png)')
    expect(without).not.toContain('chat.example')
    const linked = await people.ada.type('reading recap as:forum links:yes')
    expect(fileIn(linked)).toContain('[The discussion](<https://chat.example/')
    if (linked.kind !== 'shown') throw new Error('Nothing shown')
    expect(linked.view.parts.map(({ kind }) => kind)).toEqual(['text', 'file', 'picture'])
    const poll = buttonsOf(latest(held.poll)).flatMap(({ call }) => call.args.poll ?? [])[0] ?? ''
    await people.ada.ask({ command: 'link', args: { poll, kind: 'counts', term: 'none' } })
    const pictured = await people.ada.type('reading recap as:forum')
    expect(fileIn(pictured)).toMatch(/!\[[^\]]+\]\(<https:\/\/grid\.example\/p\/[0-9a-z]{26}\.png>\)/)
    if (pictured.kind !== 'shown') throw new Error('Nothing shown')
    expect(pictured.view.parts.map(({ kind }) => kind)).toEqual(['text', 'file'])
  })

  test('can be of a whole season, with what its people allow so far', async () => {
    await using held = await heldSession()
    const { people, told } = held
    await people.ben.type('reading attach https://example.org/talk as:recording')
    const post = fileIn(await people.dora.type('reading history recap as:notion'))
    expect(post).toContain('# Reading group: Season 1')
    expect(post).toContain('## 25 Nov 2026: AI Control')
    expect(post).toContain('[Recording](<https://example.org/talk>)')
    expect(post).not.toMatch(/ben|Dora|Cleo|They study|The protocol/)
    expect(requests(told('ben'))).toEqual([])
    expect(held.posts('Season 1')).toEqual([])
  })
})
