import { expect, test } from 'vitest'
import { type FakePlatform, until } from './adapter-contract.ts'

/** The environment of a platform whose pages people elsewhere reach. */
export const linkedEnv = {
  PUBLIC_URL: 'https://grid.example',
  WEB_SECRET: 'a-secret-of-more-than-24-letters',
}

const papers = ['Paper one', 'Paper two', 'Paper three']

/** What a group remembers, on every platform: asked for alone, shared by a press. */
export function memoryContract(open: () => Promise<FakePlatform>): void {
  test('answers about many polls are for who asks, until they are shared', async () => {
    await using chat = await open()
    const polls: string[] = []
    for (const paper of papers) {
      await chat.as('Ada').type(`poll ${paper}`)
      polls.push(await chat.lastPosted())
    }
    for (const poll of polls)
      for (const name of ['Ada', 'Ben', 'Cleo'] as const) await chat.as(name).press('Cog · Worst', poll)
    const ben = chat.as('Ben')
    const told = async (words: string) => {
      await ben.type(words)
      return ben.toldLast()
    }
    const last = await chat.lastPosted()
    expect(await told('contested')).toContain('From 3 papers in 1 channel you can see.')
    expect(await told('agreement')).toContain('Approach: not enough papers yet (3 of 10).')
    expect(await told('paper Paper two')).toMatch(/Paper two.*Placed once/s)
    expect(await told('find three')).toContain('Paper three')
    expect(await told('find sandbagging')).toMatch(/Nothing about “sandbagging” in 1 channel you can see/)
    expect(await told('atlas')).toContain('From 3 papers in 1 channel you can see.')
    await ben.press('Table')
    expect(await ben.toldLast()).toMatch(/Cognitivist × Worst-case.*“Paper one”: 3 of 3/s)
    expect(await chat.lastPosted()).toBe(last)
    await ben.press('Share')
    const shared = await chat.lastPosted()
    expect(shared).not.toBe(last)
    expect(await chat.textOf(shared)).toMatch(/From 3 papers in 1 channel\./)
  })
}

/** Links to pages, where messages can be reached from elsewhere. */
export function linkContract(open: () => Promise<FakePlatform>): void {
  test('links to pages are made, listed and withdrawn by who runs the place', async () => {
    await using chat = await open()
    const [ada, ben] = [chat.as('Ada'), chat.as('Ben')]
    await ada.type('poll Paper one')
    await ben.type('links')
    expect(await ben.toldLast()).toContain('No links to pages of this channel.')
    await ada.type('links')
    await ada.press('New link…')
    expect(await ada.toldLast()).toContain(
      'The group page shows where the papers of this channel were placed',
    )
    await ada.press('Full group page')
    expect(await ada.toldLast()).toContain('Anyone with this link sees the name of this channel')
    await ada.press('Make the link')
    // Everyone is told, too, and may be first.
    await until(async () => (await ada.toldLast()).includes('https:'))
    expect(await ada.toldLast()).toMatch(/https:\/\/grid\.example\/g\/[0-9a-z]{26}/)
    await ben.type('atlas')
    expect(await ben.toldLast()).not.toContain('Open page')
    await ada.type('links')
    expect(await ada.toldLast()).toContain('Full group page')
    await ada.press('Withdraw')
    expect(await ada.toldLast()).toContain('The link to the full group page no longer works.')
  })
}
