import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, reads, visit } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'times.db'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

const arrive = (timezoneId = 'Asia/Tokyo') =>
  visit(browser, cruxgrid.address, { viewport: desktop, timezoneId, locale: 'en-GB' })

describeInBrowser('a time in a form', () => {
  test('is read below the words while they are typed, in the zone of the browser, or picked', async () => {
    const ada = await arrive()
    await ada.type('/grid poll A paper with a closing time')
    await ada.poll('A paper with a closing time').waitFor()
    await ada.type('/grid edit A paper with a closing time')
    const dialog = ada.page.getByRole('dialog')
    const closes = dialog.getByRole('textbox', { name: /^Closes/ })
    await closes.fill('tomorrow 5pm')
    await reads(dialog, /17:00 \(Tokyo\)/)
    await closes.fill('whenever')
    await dialog.getByText(/\(Tokyo\)/).waitFor({ state: 'detached' })
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    await dialog.getByLabel('Pick a date and time').fill(`${day}T09:30`)
    expect(await closes.inputValue()).toBe(`${day} 09:30`)
    await reads(dialog, /09:30 \(Tokyo\)/)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await reads(ada.poll('A paper with a closing time'), /closes .*, 09:30 \(Tokyo\)/)
    expect(ada.faults).toEqual([])
  })

  test('with two meanings is asked about in the dialog, and the rest that was filled in is kept', async () => {
    const ada = await arrive()
    await ada.type('/grid poll A paper with two meanings')
    await ada.poll('A paper with two meanings').waitFor()
    await ada.type('/grid edit A paper with two meanings')
    const dialog = ada.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^Closes/ }).fill('fri 5')
    await dialog.getByRole('textbox', { name: /^Note/ }).fill('Section 3')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await reads(dialog, 'Do you mean 05:00 or 17:00?')
    await dialog.getByRole('textbox', { name: /^Note/ }).fill('Section 4')
    await dialog.getByRole('button', { name: '17:00', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await reads(ada.poll('A paper with two meanings'), /closes Fri .*, 17:00 \(Tokyo\)/)
    await reads(ada.poll('A paper with two meanings'), 'Section 4')
    expect(ada.faults).toEqual([])
  })

  test('is a date where it is a day', async () => {
    const ada = await arrive()
    await ada.type('/grid reading add')
    const date = ada.page.getByRole('dialog').getByLabel(/^Date/)
    expect(await date.getAttribute('type')).toBe('date')
  })
})

describeInBrowser('the start of a session', () => {
  test('has the time of the reader beside it, unless their clocks show the same', async () => {
    const inTokyo = await arrive()
    const at = new Date(Date.now() + 3 * 3_600_000).toUTCString()
    await inTokyo.type(`/grid reading schedule ${at.slice(0, 3)} ${at.slice(17, 22)} UTC`)
    await inTokyo.page.getByRole('button', { name: 'Confirm' }).click()
    await inTokyo.type('/grid reading add A paper to meet for')
    const inUtc = await arrive('UTC')
    for (const one of [inTokyo, inUtc])
      await one.page.getByText('Reading group: next session').first().waitFor()
    const isTwice = async ({ page }: typeof inUtc) =>
      (await page.locator('main').textContent())?.includes('(your time)')
    expect([await isTwice(inTokyo), await isTwice(inUtc)]).toEqual([true, false])
    expect(inTokyo.faults).toEqual([])
  })
})
