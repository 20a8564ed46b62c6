import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { openTable } from '../browser/table.ts'
import { reads } from '../browser/visitor.ts'

const table = openTable()
const csv = 'paper,date,row,column,count\n2312.06942,2026-03-01,eng,avg,7\n'

describeInBrowser('the form of import', () => {
  test('takes a file, and keeps what is refused open', async () => {
    await table.addChannel('import')
    const { page, notes, type, faults } = await table.arrive({ channel: 'import' })
    await type('/grid import')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Read file' }).click()
    await reads(dialog, 'Which file?')
    await dialog
      .getByLabel('File')
      .setInputFiles({ name: 'votes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await dialog.getByRole('button', { name: 'Read file' }).click()
    await reads(notes, '1 row: 1 paper, 1 round, 7 votes.')
    await notes.getByRole('button', { name: 'Import 1 paper' }).click()
    await reads(notes, 'Imported 1 poll.')
    expect(faults).toEqual([])
  })
})
