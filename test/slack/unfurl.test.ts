import { expect, test } from 'vitest'
import { writeManifest } from '../../adapters/slack/setup/manifest.ts'
import { readExtras } from '../../adapters/slack/setup/settings.ts'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

const env = { PUBLIC_URL: 'https://grid.example', WEB_SECRET: 'a-secret-of-more-than-24-letters' }

/** A Slack that tells of links to pages, with a poll and a link to its page. */
async function withLink() {
  const table = await connectedInProcess('socket', env)
  const { slack } = table
  const { home, people } = slack
  slack.setUp(writeManifest(undefined, { ...readExtras(env), host: 'grid.example' }))
  const teller = storyOf({ slack, workspace: home })
  const poll = await teller.opens(home.ada, 'poll 2312.06942')
  await teller.told(people.press(home.ada, 'More…', poll))
  await teller.told(people.press(home.ada, 'Make a link', teller.note(home.ada)))
  const told = await teller.told(people.press(home.ada, 'Counts only', teller.note(home.ada)))
  const [url = ''] = /https:\/\/grid\.example\/p\/[0-9a-z]{26}/.exec(told) ?? []
  return {
    ...{ slack, home, people, teller, poll, url },
    unfurls: () => slack.requests.filter(({ method }) => method === 'chat.unfurl').map(({ args }) => args),
    async share(words: string): Promise<void> {
      for (const one of people.share(home.ben, words)) await people.acknowledged(one)
    },
    end: () => table.cruxgrid.end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      teller.isClean()
    },
  }
}

test('a link to a page shows its title, state and card where it is typed and posted, without counts while the poll is open', async () => {
  await using table = await withLink()
  const { slack, home, people, teller, url } = table
  await teller.told(people.press(home.ben, 'Cog · Worst', table.poll))
  await table.share(`Look: ${url}`)
  const preview = await teller.appears('Open poll.')
  expect(slack.textOf(preview)).toContain('AI Control: Improving Safety')
  expect(slack.textOf(preview)).toContain('[Go to the poll]')
  expect(table.unfurls().map(({ source }) => source)).toEqual(
    expect.arrayContaining(['composer', 'conversations_history']),
  )
  expect(JSON.stringify(table.unfurls())).toContain(`${url}/card.png?v=`)
  expect(JSON.stringify(table.unfurls())).not.toMatch(/1 vote|"url":"https:\/\/(?!grid|arxiv)/)
  const button = JSON.stringify(preview.blocks.filter(({ type }) => type === 'actions'))
  expect(button).not.toContain('"url"')
  expect(await teller.told(people.press(home.cleo, 'Go to the poll', preview))).toContain('[Go to the poll]')
})

test('a link that opens nothing shows nothing, and a Slack that can’t reach the card shows the words', async () => {
  await using table = await withLink()
  const { slack, teller, url } = table
  slack.refuseBlockTypes.add('image')
  await table.share(`https://grid.example/p/00000000000000000000000000 and https://grid.example/ and ${url}`)
  await teller.appears('Open poll.')
  await table.end()
  const shown = table.unfurls().map(({ unfurls }) => Object.keys(unfurls as object))
  expect(new Set(shown.flat())).toEqual(new Set([url]))
})

test('the app asks for links only where people elsewhere reach pages', () => {
  const manifest = writeManifest(undefined, { ...readExtras(env), host: 'grid.example' })
  for (const word of ['links:read', 'links:write', 'link_shared', 'grid.example'])
    expect(manifest).toContain(word)
  expect(manifest).not.toContain('arxiv.org')
  expect(writeManifest(undefined, { ...readExtras({}), host: 'grid.example' })).not.toMatch(
    /links:|link_shared|unfurl/,
  )
})
