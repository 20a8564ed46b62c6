import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

describe('outlines', () => {
  test('hold no more memory the more there have been', () => {
    const script = join(import.meta.dirname, 'picture-memory-process.ts')
    const output = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' })
    const held = output.trim().split('\n').map(Number)
    expect(held).toHaveLength(3)
    expect(Math.max(...held)).toBeLessThan(1.3 * (held[0] ?? 0))
    expect(Math.max(...held)).toBeLessThan(200e6)
  })
})
