import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'

type Line = { readonly level: number; readonly msg: string; readonly fault?: { readonly message: string } }

/** A process that ends as Cruxgrid does. @param answer What is done at each line that it logs. */
async function run(how: string, answer: (line: Line, kill: () => void) => void) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'ending-process.ts'), how])
  const lines: Line[] = []
  createInterface(child.stdout).on('line', (text) => {
    const line: Line = JSON.parse(text)
    lines.push(line)
    answer(line, () => child.kill('SIGTERM'))
  })
  const [code] = await once(child, 'close')
  return { code, lines }
}

describe('a process ends', () => {
  test('with 0 after a signal, once everything is closed', async () => {
    const { code } = await run('quick', ({ msg }, kill) => void (msg === 'running' && kill()))
    expect(code).toBe(0)
  })

  test('at once at a second signal, while something doesn’t close', async () => {
    const { code, lines } = await run('stuck', ({ msg }, kill) => {
      if (msg === 'running' || msg === 'stopping') kill()
    })
    // What is logged last may overtake what is still being written.
    expect(new Set(lines.map(({ msg }) => msg))).toEqual(new Set(['running', 'stopping', 'ends at once']))
    expect(code).toBe(1)
  })

  test('with 1 when its time is over', async () => {
    const { code, lines } = await run('late', ({ msg }, kill) => void (msg === 'running' && kill()))
    expect(lines.map(({ msg }) => msg)).toContain('could not stop in time')
    expect(code).toBe(1)
  })

  test('with 1 after a fault that nothing caught, which is logged', async () => {
    const { code, lines } = await run('faulty', () => {})
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 60,
        msg: 'a fault that nothing caught',
        fault: expect.objectContaining({ message: 'nobody waits for this' }),
      }),
    )
    expect(code).toBe(1)
  })
})
