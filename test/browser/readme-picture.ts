import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { launchBrowser } from './launch.ts'
import { desktop, reads, type Visitor, visit } from './visitor.ts'

/** The picture at the top of the README; `npm run picture` takes it anew. */
export const readmePicture = join(import.meta.dirname, '../pictures/playground.png')

const channel = 'papers'
/** Where each of seven people puts the paper: three at one corner, four around the other. */
const votes = { ada: '0', ben: '0', cleo: '0', dan: '7', eve: '8', fay: '8', gus: '8' }

/** The playground as that picture shows it: a poll about which two groups disagree, as Ada sees it. */
export async function openReadmeScene(cruxgrid: Cruxgrid, browser: Browser): Promise<Visitor> {
  for (const name of ['Fay', 'Gus']) await cruxgrid.join(name)
  const people = (await cruxgrid.get('/api/state')) as { people: readonly { id: string; name: string }[] }
  const idOf = (name: string) => people.people.find((one) => one.name.toLowerCase() === name)?.id ?? ''
  await fetch(`${cruxgrid.address}/api/channels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(cruxgrid.address).origin },
    body: JSON.stringify({ name: channel }),
  })
  const scene = await visit(browser, cruxgrid.address, {
    viewport: desktop,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  await scene.page.goto(
    `${new URL(cruxgrid.address).origin}/#${new URLSearchParams({ as: 'web:ada', in: channel })}`,
  )
  await scene.composer.waitFor()
  await scene.type('/grid poll 1906.01820 closes:3d')
  const board = scene.page.getByRole('article', { name: 'Cruxgrid' })
  await reads(board, 'nobody has voted yet')
  const sent = JSON.stringify(await cruxgrid.get(`/api/messages?person=web:ada&channel=${channel}`))
  const poll = /p_[a-z0-9]{10}/.exec(sent)?.[0] ?? ''
  for (const [name, answer] of Object.entries(votes))
    await cruxgrid.call({ person: idOf(name), channel }, { command: 'vote', args: { poll, answer } })
  await reads(board, '7 votes')
  return scene
}

if (import.meta.main) {
  await using directory = await temporaryDirectory()
  const cruxgrid = await startCruxgrid(join(directory.path, 'picture.db'))
  const browser = await launchBrowser()
  const { page } = await openReadmeScene(cruxgrid, browser)
  await page.mouse.move(0, 0)
  await page.evaluate('document.activeElement.blur()')
  await writeFile(readmePicture, await page.screenshot())
  await browser.close()
  await cruxgrid.end('SIGTERM')
}
