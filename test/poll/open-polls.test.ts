import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'

test('what is open is answered for the channel where it is asked, threads included', async () => {
  await using table = await startTestBot()
  const ben = table.as('Ben', 'member', { channel: 'theory' })
  await table.as('Ada').type('poll https://arxiv.org/abs/2312.06942')
  expect(wordsOf(await ben.type('What is open in the channel I am looking at?'))).toBe(
    'No polls are open in this channel.',
  )
  await table.as('Ada', 'member', { channel: 'theory', thread: 't1' }).type('poll A paper of theory')
  const open = wordsOf(await ben.type('what’s open here?'))
  expect(open).toContain('Open polls in this channel')
  expect(open).toContain('A paper of theory')
  expect(open).not.toContain('AI Control: Improving Safety')
  const everywhere = wordsOf(await ben.ask({ command: 'open-polls', args: { everywhere: 'yes' } }))
  expect(everywhere).toContain('AI Control: Improving Safety')
  expect(everywhere).toContain('A paper of theory')
})

test('a list of what is open is for the person who asked, and names no poll that they don’t see', async () => {
  await using table = await startTestBot()
  await table.as('Ada', 'member', { channel: 'closed' }).type('poll A paper of few')
  table.hide('closed', 'Ben')
  const ben = table.as('Ben')
  const posted = table.said.length
  const everywhere = await ben.ask({ command: 'open-polls', args: { everywhere: 'yes' } })
  expect(wordsOf(everywhere)).toBe('No polls are open in the channels that you can see.')
  expect(wordsOf(await ben.mention('What is open?'))).toBe('No polls are open in this channel.')
  expect(table.said).toHaveLength(posted)
})
