import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { focusOn } from '../browser/keyboard.ts'
import { openTable } from '../browser/table.ts'
import { phone, reads } from '../browser/visitor.ts'

const table = openTable()

/** Everything that the browser keeps for longer than a tab. */
const keptWords = 'JSON.stringify(Object.entries(localStorage))'

describeInBrowser('the message box', () => {
  test('has lines, grows to eight of them, and sends them as one message', async () => {
    await table.addChannel('lines')
    const ada = await table.arrive({ channel: 'lines' })
    const { composer, page } = ada
    const heightOf = async () => (await composer.boundingBox())?.height ?? 0
    const one = await heightOf()
    await composer.pressSequentially('First')
    await composer.press('Shift+Enter')
    await composer.pressSequentially('second')
    const two = await heightOf()
    expect(two).toBeGreaterThan(one + 15)
    await composer.press('Enter')
    await reads(page.getByRole('article', { name: 'Ada' }), /First\nsecond/)
    expect(await composer.inputValue()).toBe('')
    expect(await heightOf()).toBe(one)
    const line = two - one
    for (const lines of [8, 20]) {
      await composer.fill(Array(lines).fill('line').join('\n'))
      expect(Math.round((await heightOf()) - one)).toBe(Math.round(7 * line))
    }
    expect(ada.faults).toEqual([])
  })

  test('leaves Enter to an input method that composes, and on a touch screen makes a line of it', async () => {
    await table.addChannel('keys')
    const ada = await table.arrive({ channel: 'keys' })
    await ada.composer.fill('かな')
    const composing = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }
    await ada.composer.dispatchEvent('keydown', composing)
    await ada.composer.dispatchEvent('keydown', { ...composing, isComposing: false, keyCode: 229 })
    expect(await ada.composer.inputValue()).toBe('かな')

    const ben = await table.arrive({
      channel: 'keys',
      as: 'ben',
      viewport: phone,
      hasTouch: true,
      isMobile: true,
    })
    await ben.composer.pressSequentially('One')
    await ben.composer.press('Enter')
    await ben.composer.pressSequentially('two')
    expect(await ben.composer.inputValue()).toBe('One\ntwo')
    expect(await table.textsIn('keys')).toEqual([])
    await ben.page.getByRole('button', { name: 'Send' }).tap()
    await reads(ada.page.getByRole('article', { name: 'Ben' }), /One\ntwo/)
    expect([...ada.faults, ...ben.faults]).toEqual([])
  })

  test('asks a busy server once for suggestions, and for what was typed meanwhile when it has answered', async () => {
    await table.addChannel('busy')
    const { composer, page } = await table.arrive({ channel: 'busy' })
    const answering = Promise.withResolvers<void>()
    const asked: string[] = []
    await page.route('**/api/suggest', async (route) => {
      asked.push(route.request().postDataJSON().text)
      await answering.promise
      await route.continue()
    })
    await page.clock.install()
    await composer.pressSequentially('/grid')
    await expect.poll(() => asked).toEqual(['/'])
    for (const letter of ' hel') {
      await composer.press(letter === ' ' ? 'Space' : letter)
      await page.clock.runFor(1000)
    }
    expect(asked).toEqual(['/'])
    answering.resolve()
    await expect
      .poll(async () => {
        await page.clock.runFor(1000)
        return page.getByRole('option', { name: 'help' }).count()
      })
      .toBe(1)
    expect(asked).toEqual(['/', '/grid hel'])
  })

  test('names the suggestion that is chosen, and says how many there are', async () => {
    await table.addChannel('hints')
    const ada = await table.arrive({ channel: 'hints' })
    const { composer, page } = ada
    expect(await composer.evaluate((box) => [box.tagName, box.getAttribute('role')])).toEqual([
      'TEXTAREA',
      null,
    ])
    await composer.fill('/grid ')
    const options = page.getByRole('option')
    await options.first().waitFor()
    await reads(page.getByRole('status'), /^\d+ suggestions$/)
    await composer.press('ArrowDown')
    const chosen = page.getByRole('option', { selected: true })
    const [list, active] = await Promise.all(
      ['aria-controls', 'aria-activedescendant'].map((name) => composer.getAttribute(name)),
    )
    expect(await chosen.getAttribute('id')).toBe(active)
    expect(await page.getByRole('listbox').getAttribute('id')).toBe(list)
    await composer.press('Escape')
    expect(await composer.getAttribute('aria-activedescendant')).toBeNull()
    expect(ada.faults).toEqual([])
  })

  test('keeps a draft for each person and place, over a reload, until it is sent', async () => {
    await table.addChannel('drafts')
    const ada = await table.arrive({ channel: 'drafts' })
    const { composer, page, speakAs } = ada
    const link = (name: string) =>
      page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name })
    await composer.fill('Half a thought')
    await link('general').click()
    await page.getByRole('textbox', { name: 'Message in general' }).waitFor()
    await expect.poll(() => composer.inputValue()).toBe('')
    await link('drafts, draft').waitFor()
    await link('drafts').click()
    await page.getByRole('textbox', { name: 'Message in drafts' }).waitFor()
    await expect.poll(() => composer.inputValue()).toBe('Half a thought')
    await speakAs('Ben')
    await expect.poll(() => composer.inputValue()).toBe('')
    await expect.poll(() => link('drafts, draft').count()).toBe(0)
    await speakAs('Ada')
    await page.reload()
    await composer.waitFor()
    await expect.poll(() => composer.inputValue()).toBe('Half a thought')
    await composer.press('Enter')
    const messages = page.getByRole('region', { name: 'Messages', exact: true })
    await messages.getByText('Half a thought').first().waitFor()
    await expect.poll(() => link('drafts, draft').count()).toBe(0)
    await expect.poll(() => page.evaluate<string>(keptWords)).not.toContain('Half')
    expect(ada.faults).toEqual([])
  })
})

describeInBrowser('a form', () => {
  test('keeps what was typed when it is closed, says so, can be started over, and forgets what was sent', async () => {
    await table.addChannel('forms')
    await table.openPoll('forms', '"A paper with a form"')
    const ada = await table.arrive({ channel: 'forms' })
    const { page } = ada
    const dialog = page.getByRole('dialog')
    const opener = ada.poll('A paper with a form').getByRole('button', { name: 'Full ballot…' })
    const why = dialog.getByRole('textbox', { name: 'Your reason' })
    const level = dialog.getByLabel('Behaviorist science')
    const restored = dialog.getByText('Restored what you had typed.')
    const fill = async () => {
      await opener.click()
      await level.check()
      await why.fill('It looks at behaviour.')
    }
    await fill()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.reload()
    await opener.click()
    await restored.waitFor()
    expect([await level.isChecked(), await why.inputValue()]).toEqual([true, 'It looks at behaviour.'])
    await dialog.getByRole('button', { name: 'Start over' }).click()
    expect([await level.isChecked(), await why.inputValue()]).toEqual([false, ''])
    expect(await restored.count()).toBe(0)
    expect((await focusOn(page)).name).toMatch(/^Engineering /)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await fill()
    expect(await restored.count()).toBe(0)
    await dialog.getByLabel('Worst-case').check()
    await dialog.getByRole('button', { name: 'Vote' }).click()
    await reads(ada.notes, 'It looks at behaviour.')
    await opener.click()
    await dialog.waitFor()
    expect(await restored.count()).toBe(0)
    expect(await page.evaluate<string>(keptWords)).not.toContain('behaviour')
    expect(ada.faults).toEqual([])
  })

  test('of an anonymous vote is kept in this tab alone', async () => {
    await table.addChannel('secret')
    await table.openPoll('secret', '"A secret paper" anonymous')
    const ada = await table.arrive({ channel: 'secret' })
    const dialog = ada.page.getByRole('dialog')
    const opener = ada.poll('A secret paper').getByRole('button', { name: 'Full ballot…' })
    const why = dialog.getByRole('textbox', { name: 'Your reason' })
    await opener.click()
    await why.fill('Nobody is to know.')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await ada.page.evaluate<string>(keptWords)).not.toContain('Nobody')
    await opener.click()
    expect(await why.inputValue()).toBe('Nobody is to know.')
    expect(ada.faults).toEqual([])
  })

  test('says which questions aren’t used while Applications research is ticked, and keeps their answers', async () => {
    await table.addChannel('unused')
    await table.openPoll('unused', '"An applied paper"')
    const ada = await table.arrive({ channel: 'unused' })
    const dialog = ada.page.getByRole('dialog')
    await ada.poll('An applied paper').getByRole('button', { name: 'Full ballot…' }).click()
    const level = dialog.getByLabel('Engineering')
    const groups = dialog.getByRole('group', { name: /not used/ })
    await level.check()
    expect(await groups.count()).toBe(0)
    await dialog.getByLabel('Applications research').check()
    expect(await groups.count()).toBe(2)
    expect([await level.isDisabled(), await level.isChecked()]).toEqual([true, true])
    await dialog.getByLabel('Applications research').uncheck()
    expect([await level.isDisabled(), await level.isChecked()]).toEqual([false, true])
    await dialog.getByLabel('Applications research').check()
    await dialog.getByRole('button', { name: 'Vote' }).click()
    await reads(ada.notes, 'Your vote: applications research (off the grid).')
    expect(ada.faults).toEqual([])
  })

  test('asks for a time zone with a list, the browser’s first, and a new channel has that one', async () => {
    const ada = await table.arrive({ channel: 'general', timezoneId: 'Asia/Tokyo' })
    const { page } = ada
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Add a channel' }).click()
    await dialog.getByLabel('Channel name').fill('tokyo')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('textbox', { name: 'Message in tokyo' }).waitFor()
    await ada.type('/grid settings language:de')
    const zone = dialog.getByRole('combobox', { name: 'Time zone' })
    expect(await zone.inputValue()).toBe('Asia/Tokyo')
    const offered = await zone.getByRole('option').allTextContents()
    expect(offered[0]).toBe('Asia/Tokyo')
    expect(offered).toContain('America/New York')
    await zone.selectOption('Europe/Berlin')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await ada.type('/grid settings language:de')
    await dialog.waitFor()
    expect(await zone.inputValue()).toBe('Europe/Berlin')
    expect(ada.faults).toEqual([])
  })
})

describeInBrowser('Escape', () => {
  test('closes the topmost alone, and gives the focus back', async () => {
    await table.addChannel('layers')
    const id = await table.openPoll('layers', '"A layered paper"')
    await table.vote('ada', 'layers', id, '8')
    const ada = await table.arrive({ channel: 'layers' })
    const { page, thread } = ada
    const poll = ada.poll('A layered paper')
    await poll.getByRole('link', { name: 'Reply in thread' }).press('Enter')
    await thread.waitFor()
    const panel = poll.locator('figcaption strong')
    await poll.locator('[data-part="cell-8"]').hover()
    await panel.waitFor()
    const box = thread.getByRole('textbox')
    await box.pressSequentially('/gr')
    await page.getByRole('option').first().waitFor()

    await page.keyboard.press('Escape')
    expect(await page.getByRole('option').count()).toBe(0)
    expect([await panel.count(), await thread.count()]).toEqual([1, 1])
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await thread.count()).toBe(1)
    await page.keyboard.press('Escape')
    await thread.waitFor({ state: 'detached' })
    await expect.poll(() => focusOn(page)).toEqual({ name: 'Reply in thread', isVisible: true })
    expect(ada.faults).toEqual([])
  })
})
