import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { permissionsDocument } from './permissions-document.ts'

test('the document of rights says what the table says', async () => {
  const written = await readFile(join(import.meta.dirname, '../../docs/permissions.md'), 'utf8')
  expect(written).toBe(await permissionsDocument())
})
