import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('a bot at rest has loaded none of the packages that only pictures, look-ups and the registration need', () => {
  const output = execFileSync(process.execPath, [join(import.meta.dirname, 'loaded-process.ts')])
  const packages: string[] = JSON.parse(String(output))
  expect(packages).toContain('zod')
  for (const name of ['fontkit', 'brotli', 'undici', 'yaml', 'esbuild', '@resvg/resvg-js', 'discord.js'])
    expect(packages).not.toContain(name)
})
